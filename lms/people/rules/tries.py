"""How often somebody may try a secret, and when many tries together are an attack."""

from datetime import timedelta

FREE_TRIES = 5
SHORTEST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
FORGET_AFTER = timedelta(days=1)
# Somebody mistypes on a shared tablet every evening: without its nights these would add up for ever.
DEVICE_FORGET_AFTER = timedelta(hours=6)
SPRAY_WINDOW = timedelta(minutes=5)
SPRAY_ACCOUNTS = 100
