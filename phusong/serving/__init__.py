"""The single profile: Prefect's server, one worker and the pages, looked after by one process."""
