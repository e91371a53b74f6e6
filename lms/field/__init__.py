"""The trainer's app for where there is no network: what it takes along, and what it brings back."""
