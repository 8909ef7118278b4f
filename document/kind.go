package document

// Kind names a sort of paper. The values are public: scripts, goldens and the
// evaluation data depend on them.
type Kind string

// The papers of the notice.
const (
	IDCardPortrait           Kind = "id_card_portrait" // 居民身份证 人像面
	IDCardEmblem             Kind = "id_card_emblem"   // 居民身份证 国徽面
	Diploma                  Kind = "diploma"
	DegreeCertificate        Kind = "degree_certificate"
	CHSIRegistration         Kind = "chsi_registration"   // 教育部学历证书电子注册备案表
	CHSIAuthentication       Kind = "chsi_authentication" // 学历认证报告
	CHSIEnrolment            Kind = "chsi_enrolment"      // 学籍在线验证报告
	CSCSECertificate         Kind = "cscse_certificate"   // 国(境)外学历学位认证书
	VocationalQuery          Kind = "vocational_query"    // 湖南中职查询结果
	TechnicianQuery          Kind = "technician_query"    // 技工院校毕业证书查询结果
	PartySchoolQuery         Kind = "party_school_query"
	SchoolStatusProof        Kind = "school_status_proof" // 学籍认证查验结果
	WorkCertificate          Kind = "work_certificate"    // 工作年限证明
	ApplicationForm          Kind = "application_form"    // 资格考试报名表
	TitleCertificate         Kind = "title_certificate"   // 职称证书
	AppointmentLetter        Kind = "appointment_letter"  // 聘书
	QualificationCertificate Kind = "qualification_certificate"
	Other                    Kind = "other"
)

// OfCard tells whether k is a side of an identity card.
func (k Kind) OfCard() bool { return k == IDCardPortrait || k == IDCardEmblem }
