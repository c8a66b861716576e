"""The words everyone uses: articles, dates, sources, units, the plan, verdicts. Imports none of ours."""
