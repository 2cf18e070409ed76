"""Routes for staff and drafters."""
