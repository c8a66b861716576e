"""Whether agencies keep to the plan: verdicts from positive proof, obligations and completeness."""
