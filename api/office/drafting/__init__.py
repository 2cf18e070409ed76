"""Drafts as the office's pages work with them: what a version holds, what a form changes, how it stands."""
