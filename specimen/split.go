package specimen

import (
	"hash/fnv"
	"math/rand/v2"
)

// Split separates specimens to develop with from those to judge by.
type Split string

// The splits. Unseen uses fonts, layouts, wordings, backgrounds, names and
// number ranges that Tune never shows; nobody may look at it while tuning.
const (
	Tune   Split = "tune"
	Unseen Split = "unseen"
)

// set is what a split draws from.
type set struct {
	split Split
	story *story // whose papers are drawn; nil for papers of nobody in particular
	// coarse draws pages so small that only their truth is of use.
	coarse bool

	song, hei, kai, titles, hand []string // fonts

	surnamesRare, surnamesDouble    []string
	givenMale, givenFemale          []string
	givenLookalike, givenRare       []string
	minority                        []minorityName
	towns, villages, roads, estates []string
	places                          []place
	schools                         []school
	majors                          []major
	adultSchools, vocationalSchools []string
	employerCores, employerTrades   []string
	employerForms, jobs, works      []string
	serialLow, serialHigh           int // range of running numbers
}

var tuneSet = &set{
	split:  Tune,
	song:   []string{"song", "gbsn", "song-medium"},
	hei:    []string{"zenhei", "hei", "hei-medium"},
	kai:    []string{"ukai", "wenkai"},
	titles: []string{"song-bold", "hei-bold", "song-black", "wenkai-bold"},
	hand:   []string{"wenkai", "ukai"},

	surnamesRare: surnamesRareTune, surnamesDouble: surnamesDoubleTune,
	givenMale: givenMaleTune, givenFemale: givenFemaleTune,
	givenLookalike: givenLookalikeTune, givenRare: givenRareTune,
	minority: minorityTune,
	towns:    townsTune, villages: villagesTune, roads: roadsTune, estates: estatesTune,
	places:       places(func(i int) bool { return i%4 != 0 }),
	schools:      schools(func(i int) bool { return i%4 != 0 }),
	majors:       majors(func(i int) bool { return i%4 != 0 }),
	adultSchools: adultSchoolsTune, vocationalSchools: vocationalSchoolsTune,
	employerCores: employerCoresTune, employerTrades: employerTradesTune,
	employerForms: employerFormsTune, jobs: jobsTune, works: worksTune,
	serialLow: 1, serialHigh: 9000,
}

// unseenSet shares half of the fonts with tuning, as real papers do, and none of
// the lists of words.
var unseenSet = &set{
	split:  Unseen,
	song:   []string{"uming", "song", "uming"},
	hei:    []string{"microhei", "droid", "hei-light", "zenhei"},
	kai:    []string{"gkai", "wenkai-light", "ukai"},
	titles: []string{"song-bold", "droid", "gkai", "hei-bold"},
	hand:   []string{"wenkai-light", "gkai"},

	surnamesRare: surnamesRareUnseen, surnamesDouble: surnamesDoubleUnseen,
	givenMale: givenMaleUnseen, givenFemale: givenFemaleUnseen,
	givenLookalike: givenLookalikeUnseen, givenRare: givenRareUnseen,
	minority: minorityUnseen,
	towns:    townsUnseen, villages: villagesUnseen, roads: roadsUnseen, estates: estatesUnseen,
	places:       places(func(i int) bool { return i%4 == 0 }),
	schools:      schools(func(i int) bool { return i%4 == 0 }),
	majors:       majors(func(i int) bool { return i%4 == 0 }),
	adultSchools: adultSchoolsUnseen, vocationalSchools: vocationalSchoolsUnseen,
	employerCores: employerCoresUnseen, employerTrades: employerTradesUnseen,
	employerForms: employerFormsUnseen, jobs: jobsUnseen, works: worksUnseen,
	serialLow: 9000, serialHigh: 99000,
}

func setOf(s Split) *set { return cond(s == Unseen, unseenSet, tuneSet) }

func (s *set) place(rng *rand.Rand) place { return pick(rng, s.places) }

func (s *set) unseen() bool { return s.split == Unseen }

// generator is the random source of one specimen.
func generator(split Split, what string, seed uint64) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(string(split) + "/" + what))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}
