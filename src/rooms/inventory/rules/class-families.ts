// Product names that tell the class of a device. Facts from public advisories and makers' product pages.
import type { DeviceClass } from '../model.ts';
import type { ClassRule } from './class-words.ts';

const family = (deviceClass: DeviceClass, words: string): ClassRule => ({
  deviceClass,
  words: new RegExp(` (?:${words}) `),
});

/** Families of products, the more particular name first. Looked for in description and model, with the maker. */
export const families: readonly ClassRule[] = [
  family(
    'pump_server',
    'alaris (?:systems? manager|server)|onlinesuite|agilia (?:link|partner|vigilant)|vigilant (?:master med|centerium|bridge)|hospira mednet|mednet|plum 360 server|dose ?guard|pharmguard|gateway server|infusion viewer|sigma gateway|dose iq',
  ),
  family(
    'integration_gateway',
    'alaris gateway(?: \\w+)*|space ?station(?: \\w+)*|spacecom(?: \\w+)*|intellibridge(?: \\w+)*|smartlinx(?: \\w+)*|capsule(?: \\w+)*|datacaptor|neuron 2|carescape gateway|mobilelink|bernoulli|connexall|sx 500|sd 320an|geh 500|geh sd 320an|interoperability solution xds|device integration suite',
  ),
  family(
    'syringe_pump',
    'medfusion(?: \\w+)*|perfusor(?: \\w+)*|alaris (?:cc|gh|tiva|syringe|8110|8120)|agilia sp|asena|graseby|syramed|perfusor space',
  ),
  family('pca_pump', 'lifecare pca|cadd(?: \\w+)*|curlin(?: \\w+)*|alaris pca'),
  family(
    'infusion_pump',
    'alaris(?: \\w+)*|sigma spectrum(?: \\w+)*|(?:baxter )?spectrum (?:iq|lvp|infusion|v\\d+)|baxter spectrum|novum iq|infusomat(?: \\w+)*|plum (?:a|360|xl)(?: \\w+)*|symbiq|sapphire|agilia(?: \\w+)*|volumat|gemstar|outlook es|hospira(?: \\w+)*|ivac|data module compactplus|battery pack (?:sp )?with wi ?fi',
  ),
  family(
    'insulin_pump',
    'minimed(?: \\w+)*|paradigm(?: \\w+)*|omnipod(?: \\w+)*|diabecare(?: \\w+)*|dana rs?|anydana(?: \\w+)*|ypsomed(?: \\w+)*|mmt 50[03]|mylife(?: \\w+)*|onetouch ping|t slim|tandem t',
  ),
  family('feeding_pump', 'kangaroo|joey|amika|compat ella'),
  family(
    'central_station',
    'intellivue information cent(?:er|re)(?: \\w+)*|patient information cent(?:er|re)(?: \\w+)*|pic ?ix|carescape central station|cscs|clinical information center|cic(?: pro)?|xhibit central|benevision central|hypervisor|infinity centralstation|connex central station',
  ),
  family('telemetry', 'apexpro|mx40|xhibit telemetry|carescape telemetry|xtr|trx4851'),
  family(
    'fetal_monitor',
    'avalon(?: \\w+)*|corometrics(?: \\w+)*|intellispace perinatal|centricity perinatal|obtraceview',
  ),
  family(
    'ecg',
    'pagewriter(?: \\w+)*|mac (?:5500|2000|3500|vu360|5)(?: \\w+)*|holter \\d+(?: \\w+)*|r scribe(?: \\w+)*|x scribe(?: \\w+)*|q stress(?: \\w+)*|h scribe(?: \\w+)*|muse|connex cardio|diagnostic cardiology suite|vision express|eli \\d+',
  ),
  family(
    'vital_signs',
    'suresigns(?: \\w+)*|connex(?: \\w+)*|spot 4400|earlyvue(?: \\w+)*|welch allyn (?:spot|connex)(?: \\w+)*|dinamap(?: \\w+)*|carescape vc150|vc150|accutorr',
  ),
  family(
    'patient_monitor',
    'intellivue(?: \\w+)*|efficia(?: \\w+)*|carescape(?: \\w+)*|b[4-8]50|dash \\d+|solar \\d+|infinity(?: \\w+)*|delta xl|kappa|passport(?: \\w+)*|beneview(?: \\w+)*|benevision(?: \\w+)*|life scope|bsm \\d+|qube|ultraview|expression mr\\d+|bis vista|neuroworks',
  ),
  family(
    'defibrillator',
    'heartstart(?: \\w+)*|lifepak(?: \\w+)*|zoll(?: \\w+)*|r series|x series|m series|defibrillator dashboard|tempus',
  ),
  family(
    'ventilator',
    'evita(?: \\w+)*|savina(?: \\w+)*|babylog(?: \\w+)*|servo(?: \\w+)*|puritan bennett(?: \\w+)*|pb ?840|pb ?980|hamilton (?:t1|c\\d|g5|mr1)|hamilton(?: \\w+)*|trilogy(?: \\w+)*|v60|v680|avea|vela|ltv(?: \\w+)*|carescape r860|engstrom|luna cpap|luna(?: \\w+)*|dreamstation(?: \\w+)*|bellavista|astral',
  ),
  family(
    'anesthesia_machine',
    'aisys(?: \\w+)*|aestiva(?: \\w+)*|aespire(?: \\w+)*|avance(?: \\w+)*|carestation(?: \\w+)*|apollo|perseus(?: \\w+)*|primus|fabius(?: \\w+)*|arkon|flow ?i|zeus|atlan',
  ),
  family(
    'dialysis',
    'prismax|prismaflex|phoenix hemodialysis(?: \\w+)*|fresenius 2008(?: \\w+)*|2008t|2008k|dialog|tablo|artis physio|ak 98',
  ),
  family(
    'implant_programmer',
    'carelink(?: \\w+)*|mycarelink(?: \\w+)*|n ?vision(?: \\w+)*|zoom latitude(?: \\w+)*|merlin(?: \\w+)*|encore programmer|cardiomessenger(?: \\w+)*|8840|8870|inductive models ex1100(?: \\w+)*|rf models ex1150|patient reader',
  ),
  family(
    'implant',
    '(?:abbott|st jude)(?: \\w+)* (?:accent|assurity|allure|anthem|fortify|promote|quadra|unify|ellipse|current)(?: \\w+)*|crt d|icd|(?:evera|claria|amplia|compia|viva|visia) \\w+',
  ),
  family(
    'electrosurgery',
    'valleylab(?: \\w+)*|erbe(?: \\w+)*|force fx|ethicon endo surgery generator(?: \\w+)*|gen11',
  ),
  family('surgical_robot', 'da vinci(?: \\w+)*|mako|rosa'),
  family('contrast_injector', 'medrad(?: \\w+)*|empower cta|stellant|nemoto'),
  family(
    'imaging_nuclear',
    'symbia(?: \\w+)*|biograph(?: \\w+)*|discovery (?:nm|mi|iq|vh)\\w*(?: \\w+)*|infinia(?: \\w+)*|milleni?um(?: \\w+)*|gemini(?: \\w+)*|ventri|petrace(?: \\w+)*|optima nm\\w*(?: \\w+)*|brivi?o nm(?: \\w+)*|optima 640|pet discovery(?: \\w+)*',
  ),
  family(
    'imaging_mr',
    'signa(?: \\w+)*|brivo mr\\w*|optima mr\\w*|magnetom(?: \\w+)*|ingenia(?: \\w+)*|achieva(?: \\w+)*|\\d t signa(?: \\w+)*|vantage titan',
  ),
  family(
    'imaging_ct',
    'brilliance(?: \\w+)*|ingenuity(?: \\w+)*|somatom(?: \\w+)*|revolution (?:ct|evo|hd|act\\w*|hact|frontier|discover)(?: \\w+)*|lightspeed(?: \\w+)*|brightspeed(?: \\w+)*|optima (?:ct\\w*|advance|520|540|680)(?: \\w+)*|brivo ct\\w*|discovery ct\\w*|aquilion(?: \\w+)*',
  ),
  family(
    'imaging_mammography',
    'senographe?(?: \\w+)*|seno (?:ds|\\d+d)|selenia(?: \\w+)*|mammomat(?: \\w+)*|pristina',
  ),
  family(
    'imaging_ultrasound',
    'epiq(?: \\w+)*|affiniti(?: \\w+)*|clearvue|xperius|sparq|vivid(?: \\w+)*|logiq(?: \\w+)*|voluson(?: \\w+)*|versana(?: \\w+)*|venue(?: \\w+)*|invenia(?: \\w+)*|hdi 4000(?: \\w+)*|acuson(?: \\w+)*|sonosite(?: \\w+)*|echopac(?: \\w+)*|lumify',
  ),
  family(
    'imaging_xray',
    'veradius(?: \\w+)*|pulsera(?: \\w+)*|bv (?:pulsera|endura)|innova(?: \\w+)*|optima (?:igs|xr\\w*|cl\\w*|3\\d+)(?: \\w+)*|brivo xr\\w*|definium(?: \\w+)*|amx \\d+|discovery xr\\w*(?: \\w+)*|precision (?:\\d+d|wdr1|mp)(?: \\w+)*|revolution xq(?: \\w+)*|thunis(?: \\w+)*|azurion(?: \\w+)*|allura(?: \\w+)*|artis (?:zee|q|icono)(?: \\w+)*|drx(?: \\w+)*|fcr(?: \\w+)*|mobilett',
  ),
  family(
    'pacs',
    'intellispace pacs|isite(?: \\w+)*|vue pacs|vue (?:motion|myvue|speech)|centricity(?: \\w+)*|image vault(?: \\w+)*|synapse|merge pacs|sectra|impax(?: \\w+)*|clinical collaboration platform|intellispace cardiovascular|xcelera|horizon cardiology|(?:change healthcare|mckesson) cardiology|peervue(?: \\w+)*',
  ),
  family(
    'imaging_workstation',
    'intellispace portal(?: \\w+)*|xeleris(?: \\w+)*|entegra(?: \\w+)*|aw(?: server|s)?|aws|cadstream|viewforum|interventional workspot|syngo(?: \\w+)*|vitrea',
  ),
  family(
    'lab_analyzer',
    'kiestra(?: \\w+)*|facs\\w+(?: \\w+)*|viper(?: lt)?(?: \\w+)*|performa|kla journal service|reada overview|cobas (?:c|e|6|8)\\w*(?: \\w+)*|architect(?: \\w+)*|alinity(?: \\w+)*|atellica(?: \\w+)*|dimension(?: \\w+)*|vitros(?: \\w+)*|sysmex(?: \\w+)*|au\\d{3,4}|dxc(?: \\w+)*|dxi(?: \\w+)*|vitek(?: \\w+)*|bactec(?: \\w+)*|genexpert(?: \\w+)*|advia(?: \\w+)*',
  ),
  family(
    'point_of_care_analyzer',
    'i stat(?: \\w+)*|abl ?\\d+(?: \\w+)*|gem premier(?: \\w+)*|rapidpoint(?: \\w+)*|rapidlab(?: \\w+)*|coaguchek(?: \\w+)*|cobas (?:h|b) ?\\w*|epoc|piccolo|dca vantage|hemocue',
  ),
  family(
    'glucose_meter',
    'accu ?chek(?: \\w+)*|statstrip|precision xceed|freestyle|smartlog(?: \\w+)*|nova biomedical stat',
  ),
  family(
    'pharmacy_automation',
    'pyxis (?:supply\\w*|stock\\w*|parx?|pa?rassist|cato|iv prep|pharmopack|logistics|kanban|jitrbud|track|inventory|procedure\\w*)(?: \\w+)*|rowa(?: \\w+)*|exactamix(?: \\w+)*|translogic|robot rx|pillpick',
  ),
  family(
    'medication_cabinet',
    'pyxis(?: \\w+)*|omnicell(?: \\w+)*|medstation(?: \\w+)*|accudose|anesthesia rx|acudose rx',
  ),
  family('nurse_call', 'responder \\d+|rauland(?: \\w+)*|voalte|navicare|telligence'),
  family(
    'smart_bed',
    'secure ii(?: \\w+)*|intouch icu(?: \\w+)*|s3 medsurg(?: \\w+)*|centrella|totalcare|versacare|progressa|ibed(?: \\w+)*',
  ),
  family('incubator', 'giraffe(?: \\w+)*|isolette(?: \\w+)*|caleo'),
  family('infant_warmer', 'panda(?: \\w+)*|babytherm|resuscitaire'),
  family(
    'medical_server',
    'tasy(?: \\w+)*|openclinic(?: \\w+)*|performancebridge(?: \\w+)*|intellispace(?: \\w+)*|healthsuite(?: \\w+)*|encoreanywhere(?: \\w+)*|engage software|dreammapper|e alert|dosewise(?: \\w+)*|patient portal',
  ),
  family('building_system', 'totalalert(?: \\w+)*|nexus control panel'),
];
