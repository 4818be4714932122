"""What is worked out from guides: comparisons and sums. Nothing in here imports Rasa."""
