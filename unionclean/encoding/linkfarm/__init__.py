"""Undo the machine of the link farms: inserted annotations, shifted bytes."""
