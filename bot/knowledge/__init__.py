"""What Déclic knows: load, validate, link, search and render it. Nothing in here imports Rasa."""
