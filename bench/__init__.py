"""Measures the real application beside a bare Flask view, under the same server, in the same run."""
