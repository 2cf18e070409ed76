"""Precedents for staff and for programs: what may be asked for, how it is narrowed, cited and exported."""
