"""The desk for editors: what residents miss, what they say of answers, and what has aged."""
