"""Custom actions of Déclic, for `rasa run actions` and for the server process alike.

Each action is thin: it reads the turn, calls a plain function of bot.dialogue, says the reply and returns the slots to set.
Modules here are imported by bare name: never call one like a top-level folder or a library.
"""
