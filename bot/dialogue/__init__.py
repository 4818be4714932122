"""What to say next, as plain functions of a request and of the conversation's state. Nothing in here imports Rasa."""
