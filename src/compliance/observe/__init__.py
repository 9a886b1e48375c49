"""The facts that checks ask about: one module for each thing that reviewers of a report look at."""
