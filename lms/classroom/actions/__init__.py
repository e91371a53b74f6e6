"""What people do with quizzes in a class."""
