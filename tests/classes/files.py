"""Attendance files exactly as their programmes write them; the sources stand in test_files."""

ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
812 3456 7890,Lớp Lãnh Vân 3,11/18/2026 07:25:00 PM,11/18/2026 09:02:00 PM,lan@example.vn,97,5

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Trần Thị Lan,lan@example.vn,11/18/2026 07:25:00 PM,11/18/2026 09:02:00 PM,97,No
Hoa (Bùi Thị Hoa),,11/18/2026 07:31:00 PM,11/18/2026 08:00:00 PM,29,Yes
Hoa (Bùi Thị Hoa),,11/18/2026 08:05:00 PM,11/18/2026 09:00:00 PM,55,Yes
CAO DUC MINH,,11/18/2026 08:20:00 PM,11/18/2026 09:00:00 PM,40,Yes
iPhone,,11/18/2026 07:40:00 PM,11/18/2026 07:45:00 PM,5,Yes
"""
ZOOM_VI = """Tên (Tên gốc),Email người dùng,Thời gian vào,Thời gian ra,Thời gian (Phút),Khách
Bùi Thị Hoa,,18/11/2026 19:31:00,18/11/2026 21:00:00,89,Có
"""
ZOOM_UNIQUE = """Name (Original Name),User Email,Total Duration (Minutes),Guest
Bùi Thị Hoa,,50,Yes
"""
TEAMS = """1. Summary
Meeting title\tLớp Lãnh Vân 3
Attended participants\t2
Start time\t11/18/26, 7:28:00 PM
End time\t11/18/26, 9:00:00 PM
Meeting duration\t1h 32m 0s

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Bùi Thị Hoa\t11/18/26, 7:30:00\u202fPM\t11/18/26, 9:00:00\u202fPM\t35m 0s\thoa@example.vn\thoa@example.vn\tAttendee
Cao Đức Minh (Guest)\t11/18/26, 7:30:11 PM\t11/18/26, 9:00:00 PM\t1h 29m 49s\t\t\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Bùi Thị Hoa\t11/18/26, 7:30:00 PM\t11/18/26, 7:45:00 PM\t15m 0s\thoa@example.vn\tAttendee
Bùi Thị Hoa\t11/18/26, 8:40:00 PM\t11/18/26, 9:00:00 PM\t20m 0s\thoa@example.vn\tAttendee
Cao Đức Minh (Guest)\t11/18/26, 7:30:11 PM\t11/18/26, 9:00:00 PM\t1h 29m 49s\t\tAttendee
"""
TEAMS_OLD = """Full Name\tUser Action\tTimestamp
Bùi Thị Hoa\tJoined\t18/11/2026, 19:30:00
Cao Đức Minh\tJoined before\t18/11/2026, 19:30:00
Bùi Thị Hoa\tLeft\t18/11/2026, 20:10:00
Bùi Thị Hoa\tJoined\t18/11/2026, 20:30:00
Cao Đức Minh\tLeft\t18/11/2026, 21:00:00
"""
MEET = """First name,Last name,Email,Duration,Time joined,Time exited
Hoa,Bùi Thị,,1 hr 2 min,7:35 PM,8:37 PM
Minh,Cao Đức,,40 min,7:30 PM,8:10 PM
"""
MEET_VI = """Tên,Họ,Email,Thời lượng,Thời gian tham gia,Thời gian thoát
Hoa,Bùi Thị,,1 giờ 2 phút,19:35,20:37
"""
OURS = """Họ và tên;Năm sinh;Điểm danh
Bùi Thị Hoa;1957;Có mặt
Cao Đức Minh;1961;Phép
Đinh Văn Bảy;1949;Vắng
Hà Thị Tám;1951;say rượu
"""
