"""Cohorts, meetings, attendance, skills observed."""
