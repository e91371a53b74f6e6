"""A bank with a question of each of the six kinds that are not choices, and the picture one of them shows."""

BANK = """- id: "thu-tu"
  type: "ordering"
  lesson: "mat-khau"
  difficulty: 2
  outcome: "chuyen-tien"
  ask: {vi: "Xếp các bước.", en: "Put the steps in order."}
  items: [{vi: "Mở máy", en: "Open"}, {vi: "Gọi {fact:cong-an}", en: "Call {fact:cong-an}"}, {vi: "Tắt máy", en: "Close"}]
  because: {vi: "Mở trước.", en: "Open first."}
- id: "ghep"
  type: "matching"
  lesson: "mat-khau"
  difficulty: 1
  ask: {vi: "Ghép đôi.", en: "Match."}
  pairs:
    - {prompt: {vi: "OTP", en: "OTP"}, match: {vi: "Giữ kín", en: "Keep it"}}
    - {prompt: {vi: "gia-mao.top", en: "gia-mao.top"}, match: {vi: "Xóa", en: "Delete"}}
    - {prompt: {vi: "Công an", en: "Police"}, match: {vi: "Gọi", en: "Call"}}
  extra: [{vi: "Gửi đi", en: "Send it"}]
  because: {vi: "Vậy đó.", en: "So."}
- id: "so"
  type: "number"
  lesson: "mat-khau"
  difficulty: 1
  ask: {vi: "Còn bao nhiêu?", en: "How much is left?"}
  answer: 313000
  tolerance: "0.5"
  unit: {vi: "đồng", en: "dong"}
  because: {vi: "Trừ đi.", en: "Subtract."}
- id: "chu"
  type: "text"
  lesson: "mat-khau"
  difficulty: 1
  ask: {vi: "Ứng dụng nào?", en: "Which app?"}
  accepted: {vi: ["định danh", "số {fact:cong-an}"], en: ["identity"]}
  accents: false
  because: {vi: "Là nó.", en: "It is."}
- id: "anh"
  type: "hotspot"
  lesson: "mat-khau"
  difficulty: 3
  ask: {vi: "Đâu là dấu hiệu?", en: "Where are the signs?"}
  picture: "tin-nhan.svg"
  alt: {vi: "Một tin nhắn giả.", en: "A false message."}
  spots:
    - {text: {vi: "Người gửi", en: "Sender"}, box: [0, 0, 100, 20], because: {vi: "Ai cũng có.", en: "All have one."}}
    - {text: {vi: "gia-mao.top", en: "gia-mao.top"}, box: [10, 40, 50, 20], scam: true, because: {vi: "Địa chỉ lạ.", en: "Odd address."}}
    - {text: {vi: "Giờ gửi", en: "Time"}, box: [10, 70, 50, 30], scam: false, because: {vi: "Giờ thường.", en: "Usual."}}
  because: {vi: "Có một.", en: "There is one."}
- id: "chuyen"
  type: "scenario"
  lesson: "mat-khau"
  difficulty: 2
  ask: {vi: "Có người gọi.", en: "Somebody calls."}
  scenes:
    - {id: "goi", text: {vi: "Máy reo.", en: "It rings."}, moves: [{text: {vi: "Nghe", en: "Answer"}, to: "nghe"}, {text: {vi: "Tắt", en: "Hang up"}, to: "tat"}]}
    - {id: "nghe", text: {vi: "Vào gia-mao.top đi.", en: "Visit gia-mao.top."}, moves: [{text: {vi: "Nghe tiếp", en: "Listen"}, to: "goi"}, {text: {vi: "Vào", en: "Go"}, to: "mat"}]}
    - {id: "tat", text: {vi: "Yên ổn.", en: "Quiet."}, good: true, because: {vi: "Bác làm đúng.", en: "Well done."}}
    - {id: "mat", text: {vi: "Mất tiền.", en: "Money is gone."}, good: false, because: {vi: "Kẻ gian lấy.", en: "A thief took it."}}
  because: {vi: "Tắt máy là hơn.", en: "Hang up."}
"""
PICTURE = """<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 480">
  <!-- drawn by hand -->
  <rect x="0" y="0" width="360" height="480" fill="#fff"/>
  <text x="20" y="40" font-size="20">NGÂN HÀNG &amp; bạn</text>
</svg>
"""
QUESTIONS_FILE, PICTURE_FILE = "an-toan/questions.yaml", "an-toan/pictures/tin-nhan.svg"
ALL_KINDS = {QUESTIONS_FILE: BANK, PICTURE_FILE: PICTURE}
