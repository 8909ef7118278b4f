package specimen

// Sheets that diplomas are printed on, in millimetres.
var (
	landscapeLeft = sheet{
		w: 265, h: 190, title: at{150, 38}, titlePt: 34, photo: at{27, 58},
		body: column{x: 68, y: 74, width: 168}, bodyPt: 17, bodyTo: 122,
		foot: at{120, 142}, footLead: 12, date: at{192, 170}, number: at{26, 170}, seal: at{190, 152}, second: at{90, 150},
	}
	landscapeWide = sheet{
		w: 297, h: 210, title: at{148, 48}, titlePt: 40, photo: at{235, 30},
		body: column{x: 34, y: 86, width: 228}, bodyPt: 19, bodyTo: 138,
		foot: at{150, 158}, footLead: 13, date: at{215, 186}, number: at{34, 186}, seal: at{215, 168}, second: at{95, 165},
	}
	landscapeTopNumber = sheet{
		w: 270, h: 190, title: at{135, 50}, titlePt: 30, photo: at{26, 66},
		body: column{x: 66, y: 84, width: 172}, bodyPt: 17, bodyTo: 126,
		foot: at{150, 144}, footLead: 11, date: at{196, 172}, number: at{135, 23}, numberMid: true, seal: at{196, 154}, second: at{88, 154},
	}
	spreadSheet = sheet{
		w: 297, h: 210, title: at{74, 62}, titlePt: 30, photo: at{59, 98},
		body: column{x: 164, y: 52, width: 108}, bodyPt: 15.5, bodyTo: 126,
		foot: at{166, 146}, footLead: 12, date: at{232, 186}, number: at{30, 186}, seal: at{232, 164}, second: at{74, 166},
	}
	portraitTop = sheet{
		w: 190, h: 265, title: at{95, 44}, titlePt: 34, photo: at{80, 72},
		body: column{x: 28, y: 132, width: 134}, bodyPt: 16, bodyTo: 192,
		foot: at{78, 208}, footLead: 12, date: at{122, 240}, number: at{26, 248}, seal: at{122, 222}, second: at{52, 222},
	}
	portraitSide = sheet{
		w: 210, h: 297, title: at{105, 60}, titlePt: 36, photo: at{30, 86},
		body: column{x: 30, y: 146, width: 150}, bodyPt: 17, bodyTo: 212,
		foot: at{84, 230}, footLead: 13, date: at{140, 266}, number: at{30, 276}, seal: at{140, 246}, second: at{62, 246},
	}
	portraitTopNumber = sheet{
		w: 195, h: 270, title: at{97, 52}, titlePt: 28, photo: at{140, 64},
		body: column{x: 26, y: 122, width: 142}, bodyPt: 16, bodyTo: 180,
		foot: at{84, 204}, footLead: 12, date: at{130, 240}, number: at{97, 27}, numberMid: true, seal: at{130, 220}, second: at{54, 222},
	}
)

// diplomaDesigns are the layouts of diplomas.
var diplomaDesigns = []diplomaDesign{
	{"ordinary-landscape", "", ordinary, landscapeLeft},
	{"ordinary-wide", Tune, ordinary, landscapeWide},
	{"ordinary-portrait", Tune, ordinary, portraitTop},
	{"ordinary-spread", Tune, ordinary, spreadSheet},
	{"graduate-landscape", Tune, graduate, landscapeLeft},
	{"adult-landscape", Tune, adult, landscapeLeft},
	{"adult-portrait", "", adult, portraitSide},
	{"network-landscape", "", network, landscapeWide},
	{"selfstudy-landscape", "", selfStudy, landscapeTopNumber},
	{"selfstudy-portrait", Tune, selfStudy, portraitTopNumber},
	{"old-landscape", "", old, landscapeLeft},
	{"party-landscape", "", party, landscapeLeft},
	{"party-portrait", Tune, party, portraitTop},
	{"technician-landscape", "", technician, landscapeLeft},
	{"technician-portrait", Tune, technician, portraitTop},
	{"technician-spread", Tune, technician, spreadSheet},
	{"vocational-portrait", Tune, vocational, portraitSide},

	{"ordinary-side", Unseen, ordinary, portraitSide},
	{"ordinary-top-number", Unseen, ordinary, landscapeTopNumber},
	{"graduate-spread", Unseen, graduate, spreadSheet},
	{"adult-spread", Unseen, adult, spreadSheet},
	{"network-portrait", Unseen, network, portraitTopNumber},
	{"selfstudy-wide", Unseen, selfStudy, landscapeWide},
	{"old-portrait", Unseen, old, portraitTop},
	{"party-wide", Unseen, party, landscapeWide},
	{"technician-side", Unseen, technician, portraitSide},
	{"vocational-landscape", Unseen, vocational, landscapeWide},
}
