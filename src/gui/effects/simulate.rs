//! What menus and dialogs ask of the stories of the Simulate view.

use jiff::Timestamp;

use crate::gui::UiCommand;
use crate::gui::app::App;
use crate::gui::effects::files::reasons;
use crate::gui::open_dialog::Dialog;
use crate::workbench::{
    Command, LoadedSamples, SampleCommand, SelectCommand, SimulateCommand, View, requests_from_text,
};

impl App {
    pub(in crate::gui) fn carry_out_request_command(&mut self, command: UiCommand) {
        match command {
            UiCommand::PasteRequest => {
                return self.show(Dialog::PasteRequest { text: String::new(), problem: None });
            }
            UiCommand::ClearRequests => return self.apply(Command::Simulate(SimulateCommand::Clear)),
            _ => {}
        }
        let Some(card) = self.workbench.selected_card() else { return };
        match command {
            UiCommand::MoveRequestUp => self.move_request(card, false),
            UiCommand::MoveRequestDown => self.move_request(card, true),
            UiCommand::RemoveRequest => self.apply(Command::Simulate(SimulateCommand::Remove { card })),
            UiCommand::SaveRequest => self.save_request(card),
            _ => {}
        }
    }

    fn move_request(&mut self, card: usize, is_later: bool) {
        self.apply(Command::Simulate(SimulateCommand::Move { card, is_later }));
    }

    /// Keeps a request as a sample of the project; the story stays in view.
    fn save_request(&mut self, card: usize) {
        let date = Timestamp::now().strftime("%Y-%m-%d").to_string();
        let Some(sample) = self.workbench.request_as_sample(card, &date) else { return };
        let selected = self.workbench.selection().sample;
        self.apply(Command::Sample(SampleCommand::Add(LoadedSamples {
            source: "the simulation".to_owned(),
            samples: vec![sample],
            diagnostics: Vec::new(),
        })));
        self.apply(Command::Select(SelectCommand::Sample(selected)));
    }

    /// Takes requests from a text; one that cannot be read stays in the dialog to be mended.
    pub(in crate::gui) fn paste_requests(&mut self, text: String) {
        let has_stored = self.workbench.scenario().has_stored();
        let (requests, diagnostics) = requests_from_text("the clipboard", &text, has_stored);
        if requests.is_empty() {
            let why = reasons(&diagnostics);
            let why = if why.is_empty() { "there is no request in it".to_owned() } else { why };
            let problem = Some(format!("No request could be read: {why}"));
            return self.show(Dialog::PasteRequest { text, problem });
        }
        self.state.dialog = None;
        self.apply(Command::Select(SelectCommand::View(View::Simulate)));
        self.apply(Command::Simulate(SimulateCommand::AddRequests(requests)));
    }
}
