"""What Prefect's server has to know: schedules, automations, events, and the settings of its programs."""
