"""Every select of the quizzes with a class."""
