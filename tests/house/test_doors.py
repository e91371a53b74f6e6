"""Every rule × method × role × relation is asked; a rule that this table does not name fails."""

from collections.abc import Iterator

import pytest

from tests.house.doors import ASKERS, CANARIES, Door, House

EVERYONE = frozenset(ASKERS)
SIGNED_IN = EVERYONE - {"visitor"}
OFFICIALS = frozenset({"dung", "other_cadre", "binh", "an"})
STAFF = OFFICIALS | {"lan", "other_trainer"}
OFFICIALS_IN_CHARGE = frozenset({"dung", "binh", "an"})
IN_CHARGE = OFFICIALS_IN_CHARGE | {"lan"}
HERSELF = frozenset({"hoa"})
MAY_KNOW_HER = IN_CHARGE | HERSELF

# Who may come in; "GET POST" where both are alike. What they then see is scoped, and the canaries say so.
DOORS = {
    EVERYONE: """
        catalogue.picture handouts.about classes.open_class keeping.worker field.index field.manifest field.worker core.healthz classes.kiosk classes.kiosk_person classes.leave_kiosk core.readyz home.index certificates.ask certificates.check classes.check_in
        people.card people.choose people.consent people.join people.join_pin people.join_place
        papers.feed people.language people.leave_family people.set_up people.settings people.sign_in
        people.staff_sign_in people.switch people.switch_to people.text_size speech.recording
    """,
    SIGNED_IN: """
        classes.near keeping.index keeping.my_reminders keeping.phone_token keeping.renew keeping.turn_on
        certificates.index classes.check_in_digits classes.check_in_held classes.take_digits classes.check_in_now classes.index
        learning.choose learning.course learning.index learning.lesson learning.lesson_done learning.module
        field.hello learning.next_step learning.show_all learning.step learning.take_newer people.account people.account_data people.change_pin
        papers.address papers.calendar people.join_family people.my_card people.sign_out people.sign_out_everywhere
        quizzes.begin quizzes.begin_placement quizzes.placement quizzes.review_done quizzes.review_due
        quizzes.start
    """,
    # Whoever lives in the class's commune; not who is in charge of it from above.
    frozenset({"hoa", "minh", "lan", "dung", "author"}): "classes.seat classes.take_seat classes.give_up",
    HERSELF: """
        keeping.turn_off classes.excuse classes.notice_seen classes.take_back_excuse classes.withdraw
        classes.checked_in classes.here classes.answer_here classes.join_meeting classes.join_meeting_now classes.leave_meeting
        quizzes.answer quizzes.appeal quizzes.end quizzes.offline quizzes.placement_answer
        quizzes.placement_question quizzes.placement_result
        quizzes.question quizzes.result quizzes.take_answers quizzes.review_answer quizzes.review_question quizzes.skip_known
        papers.end
    """,
    MAY_KNOW_HER: "certificates.pdf certificates.show classes.cohort",
    STAFF: """
        field.news field.packet field.sync
        certificates.issued classes.new_cohort classes.flags classes.sheet_code people.add people.confirm_roster people.export people.index
        people.roster places.index reports.index
    """,
    STAFF | {"author"}: """
        handouts.booklet handouts.index handouts.lesson handouts.loudspeaker_course handouts.loudspeaker_module
        handouts.loudspeaker_text handouts.module handouts.page handouts.poster handouts.posters
    """,
    OFFICIALS: "places.confirm places.take_over",
    IN_CHARGE: """
        classes.correct_register classes.excuse_member classes.plan_extra classes.plan_row
        classes.remove_from_line classes.seat_over classes.summary classes.waits classes.take_back_for_member
        keeping.call keeping.give keeping.of_class keeping.to_tell keeping.trend
        field.take_along
        certificates.revoke classes.add_members classes.add_guests classes.add_photo
        classes.ask_who_is_here classes.confirm_here classes.enter_sheet classes.import_file classes.mark_together classes.photo
        classes.place_guest classes.save_sheet classes.start_kiosk classes.take_file classes.undo_together
        classes.watch classes.add_trainer classes.board classes.board_code
        classes.bring_back_meeting classes.cancel_meeting classes.close_cohort classes.close_register
        classes.come_back classes.edit_cohort classes.edit_meeting classes.join_cohort
        classes.leave_cohort classes.member classes.new_meeting classes.register classes.remove_trainer
        classes.reopen_cohort classes.reopen_register classes.roster classes.save_marks
        classes.save_register classes.skills classes.take_over classroom.answers classroom.cards
        classroom.cards_pdf classroom.count classroom.finish classroom.go_on classroom.grid_pdf
        classroom.group classroom.group_question classroom.group_state classroom.index classroom.mark
        classroom.new_group classroom.new_paper classroom.paper classroom.save_answers classroom.save_row
        classroom.sheet_pdf classroom.summary classroom.together classes.trainers classes.walk_in
        quizzes.allowance quizzes.allowances
        people.correct people.move people.person people.print_card people.reset_pin places.unit
        reports.attendance reports.classes reports.cohort reports.export reports.export_attendance reports.export_people reports.people reports.unit
        papers.cards papers.class_list papers.index papers.new_cards papers.of_meeting papers.poster
        papers.sheet
    """,
    OFFICIALS_IN_CHARGE: """
        people.confirm_disable people.confirm_take people.disable people.enable people.grants
        people.new_link people.take places.population_sheet reports.target
    """,
    frozenset({"author", "an"}): """
        interop.bring interop.bring_back interop.file interop.index interop.retire interop.send interop.take
        quizzes.appeal_to_settle quizzes.appeals quizzes.statistics quizzes.statistics_module
        quizzes.statistics_question quizzes.statistics_sheet
        studio.ask studio.begin studio.bring_back studio.changes studio.check studio.compare studio.course
        studio.course_settings studio.draft studio.edition_package studio.end_local studio.facts studio.file studio.history
        studio.index studio.lesson studio.merge studio.move_lesson studio.move_module studio.move_question studio.module_settings studio.new studio.new_lesson
        studio.new_module studio.new_question studio.newer studio.package studio.picture studio.pictures
        studio.publish studio.question studio.questions studio.questions_of studio.remove_lesson studio.remove_module
        studio.remove_picture studio.remove_question studio.send_back studio.take_back studio.translations studio.upload
        studio.version studio.withdraw studio.draft_recordings papers.draft_paper
        studio.module_preview
    """,
    # A correction changes marks in the whole country.
    frozenset({"an"}): """
        quizzes.confirm_correction quizzes.confirm_withdrawal quizzes.correct quizzes.correction
        quizzes.corrections quizzes.go_on_correcting quizzes.preview_correction quizzes.withdraw_correction
        studio.roll_back studio.recordings studio.lesson_recordings studio.take_out_recording
        studio.bring_back_recording
    """,
    frozenset({"dung"}): "printing.drawing",  # only who asked for it
}
ALLOWED = {endpoint: askers for askers, endpoints in DOORS.items() for endpoint in endpoints.split()}
# The check page shows a certificate to whoever holds its number: that is its purpose.
SHOWS_A_NAME_TO_ALL = {"certificates.check"}


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    house = House()
    # Whoever may have a paper is told that it is being drawn; nobody draws it.
    house.app.extensions["jobs"].huey.immediate = False
    house.app.config["LONGEST_WAIT"] = 0
    yield house
    house.stop()


@pytest.fixture(scope="module")
def doors(house: House) -> list[Door]:
    return list(house.doors())


def test_every_rule_is_named_here_and_no_name_is_stale(doors):
    assert {door.endpoint for door in doors} == set(ALLOWED)


@pytest.mark.parametrize("asker", ASKERS)
def test_who_comes_in(house, doors, asker):
    wrong = []
    for door in doors:
        answer, changed = house.knock(door, asker)
        location = answer.headers.get("Location", "")
        sent_to_sign_in = answer.status_code in (301, 302, 303) and location.startswith("/sign-in")
        came_in = not sent_to_sign_in and answer.status_code not in (401, 403, 404)
        allowed = asker in ALLOWED[door.endpoint]
        public = ALLOWED[door.endpoint] == EVERYONE
        what = f"{door.method} {door.path} ({door.endpoint}) for {ASKERS[asker]}"
        if answer.status_code >= 500:
            wrong.append(f"{what}: {answer.status_code}")
        if not public and came_in != allowed:
            wrong.append(f"{what}: answered {answer.status_code} {location}")
        if changed and (not allowed or door.method == "GET"):
            wrong.append(f"{what}: changed the database")
        if asker not in MAY_KNOW_HER and door.endpoint not in SHOWS_A_NAME_TO_ALL:
            wrong += [f"{what}: told {word}" for word in CANARIES if word.encode() in answer.data]
    assert not wrong, "\n".join(wrong)


def test_those_who_may_know_her_do_see_her(house, doors):
    """The canaries can sing: otherwise silence would prove nothing."""
    register = next(door for door in doors if door.endpoint == "classes.register" and door.method == "GET")
    for asker in IN_CHARGE:
        answer, _changed = house.knock(register, asker)
        assert CANARIES[0].encode() in answer.data
