"""What would be if a value or a target were another one: before and after, and nothing is written."""
