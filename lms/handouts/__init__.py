"""Paper and words for the hall: each lesson on one side, as a poster, and for the loudspeaker."""
