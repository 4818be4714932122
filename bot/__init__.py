"""Déclic, a French-speaking guidance assistant for pupils and students in francophone Belgium."""
