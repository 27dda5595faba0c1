// Words by which a device's class is recognised. Kinds are plain words of equipment lists; families are product names.
import type { DeviceClass } from '../model.ts';

/** One rule: a class and the words that mean it. Checked in order; the first that matches decides. */
export type ClassRule = { readonly deviceClass: DeviceClass; readonly words: RegExp };

const rule = (deviceClass: DeviceClass, words: string): ClassRule => ({
  deviceClass,
  words: new RegExp(` (?:${words}) `),
});

/** Plain words for kinds of device, the more particular first: "syringe pump server" is a server. */
export const kinds: readonly ClassRule[] = [
  rule('other', 'iv (?:\\w+ )?poles?|pump poles?'),
  rule('workstation', '(?:computer|pc|lcd|led|display) monitors?|monitors? (?:computer|pc|lcd|led)'),
  rule(
    'building_system',
    '(?:(?:blood|vaccine|medical|lab|laboratory|plasma|pharmacy|drug|medication) (?:bank )?)?(?:refrigerators?|fridges?|freezers?)(?: \\w+)*',
  ),
  rule('imaging_workstation', 'pacs (?:workstations?|viewers?|review)|workstations? pacs'),
  rule(
    'pump_server',
    '(?:infusion|pump|syringe)s? (?:\\w+ )?(?:server|gateway|manager|management (?:system|software))|drug library (?:server|manager)|infusion gateway',
  ),
  rule('contrast_injector', '(?:contrast|power|ct|mr) injectors?|injection system'),
  rule(
    'implant_programmer',
    '(?:pacemaker|icd|implant|clinician|device|cardiac) programmers?|programmer recorder\\w*|home monitor transmitter',
  ),
  rule('implant', 'pacemakers?|implantable (?:\\w+ )*(?:defibrillators?|pulse generators?)'),
  rule('insulin_pump', 'insulin (?:\\w+ ){0,2}(?:pumps?|system)|insulin management'),
  rule('pca_pump', 'pca(?: \\w+)? pumps?|patient controlled analgesia|pca module|pumps? pca|epidural pumps?'),
  rule('feeding_pump', '(?:enteral|feeding)(?: \\w+)? pumps?|pumps? (?:enteral|feeding)'),
  rule('syringe_pump', 'syringe(?: \\w+){0,3} pumps?|pumps? syringe|syringe (?:driver|module)'),
  rule(
    'infusion_pump',
    'infusion(?: \\w+){0,2} (?:pumps?|controllers?|module|system)|pumps? (?:infusion|iv|volumetric|lvp|large volume)|(?:iv|volumetric|large volume|lvp|infus\\w*|ambulatory) pumps?|infusionspumpe|pompe a perfusion|infusion',
  ),
  rule(
    'fetal_monitor',
    '(?:fetal|foetal|maternal|obstetric\\w*|perinatal)(?: \\w+){0,2} monitors?|cardiotocograph\\w*|ctg|monitors? (?:fetal|foetal)',
  ),
  rule(
    'central_station',
    'central (?:monitoring |nurs\\w+ )?(?:stations?|monitors?)|central monitoring(?: system)?|information cent(?:er|re)|(?:monitoring|monitors?) central(?: station)?',
  ),
  rule('telemetry', 'telemetry(?: \\w+)*|patient worn (?:device|monitor)'),
  rule(
    'vital_signs',
    'vital signs?(?: \\w+){0,2}|spot check\\w*|spot monitors?|(?:nibp|blood pressure) monitors?|sphygmomanometers?|monitors? (?:vital signs?|nibp|blood pressure)',
  ),
  rule('pulse_oximeter', 'pulse oximet\\w+|oximeters?|capnograph\\w*|co oximet\\w+'),
  rule('defibrillator', 'defib\\w*|aeds?|monitor defib\\w+'),
  rule(
    'heart_lung_machine',
    'heart lung(?: machine)?|ecmo(?: \\w+)?|perfusion (?:system|pump)|cardiopulmonary bypass|balloon pumps?|ventricular assist\\w*',
  ),
  rule(
    'anesthesia_machine',
    'an(?:a)?esthesia (?:machine|unit|workstation|system|delivery)\\w*|an(?:a)?esthesia units?|gas an(?:a)?esthesia|narkosegerat|an(?:a)?esthesia',
  ),
  rule(
    'ventilator',
    'ventilators?|ventilation(?: \\w+)?|respirators?|(?:c|bi) ?pap(?: \\w+)?|beatmungsgerat|high flow oxygen|resuscitator',
  ),
  rule(
    'dialysis',
    '(?:h(?:a)?emo)?dialysis(?: \\w+)*|crrt|h(?:a)?emofiltration|renal replacement\\w*|dialysegerat',
  ),
  rule(
    'incubator',
    '(?:infant|neonatal|transport) incubators?|incubators? (?:infant|neonatal|transport)|isolette',
  ),
  rule('infant_warmer', '(?:infant|radiant|baby|neonatal) warmers?|warmers? (?:infant|radiant)|phototherapy'),
  rule('surgical_robot', 'surgical robot\\w*|robot\\w* surg\\w+'),
  rule('electrosurgery', 'electro ?surg\\w+(?: \\w+)*|esu|surgical generator|energy platform|diathermy'),
  rule('endoscopy', 'endoscop\\w+(?: \\w+)*|laparoscop\\w+(?: \\w+)*|video processor|arthroscop\\w+'),
  rule(
    'radiation_therapy',
    'linear accelerators?|linac|radiation therapy(?: \\w+)*|radiotherapy(?: \\w+)*|brachytherapy|treatment planning',
  ),
  rule(
    'pacs',
    'pacs(?: \\w+)?|picture archiv\\w+(?: \\w+)*|image archive|vendor neutral archive|vna|dicom (?:server|archive|router)',
  ),
  rule('imaging_mammography', 'mammogra\\w+(?: \\w+)*|tomosynthesis'),
  rule(
    'imaging_nuclear',
    'gamma camera|nuclear medicine(?: \\w+)*|(?:pet|spect)(?: (?:ct|mr|scanner|system|systems|workplaces?))?|molecular imaging|cyclotron|nm ct',
  ),
  rule(
    'imaging_workstation',
    '(?:imaging|image|radiology|diagnostic|reading|review|processing and review|advanced visuali[sz]ation) (?:workstations?|work station|viewer)|radiology information system|ris',
  ),
  rule(
    'imaging_ct',
    'ct(?: scan\\w*| system| big bore)?|computed tomograph\\w*|cat scan\\w*|scanners? ct|tomograph',
  ),
  rule('imaging_mr', 'mri?(?: scan\\w*| system)?|magnetic resonance(?: \\w+)*|scanners? mri'),
  rule(
    'imaging_ultrasound',
    'ultraso\\w+(?: \\w+)*|echo(?:cardiogra\\w+)?(?: machine| system)?|sonogra\\w+|scanners? ultraso\\w+|bladder scanner',
  ),
  rule(
    'imaging_xray',
    'x ?ray(?: \\w+)*|radiograph\\w*(?: \\w+)*|fluorosc\\w+(?: \\w+)*|c arms?|angiograph\\w*(?: \\w+)*|cath lab|digital radiography|computed radiography|cr reader|interventional (?:workspot|system|x ray)',
  ),
  rule('glucose_meter', '(?:blood )?glucose (?:meters?|monitors?|analy[sz]ers?)|glucometers?'),
  rule(
    'point_of_care_analyzer',
    'point of care(?: \\w+)*|poct?|blood gas(?: \\w+)*|bedside analy[sz]er|handheld blood analy[sz]er|coagulation (?:meter|monitor)|analy[sz]ers? (?:point of care|blood gas)',
  ),
  rule('blood_bank', 'blood bank(?: \\w+)*|transfusion (?:\\w+ )?system'),
  rule(
    'lab_system',
    'laboratory information(?: \\w+)*|lis|middleware|lab(?:oratory)? (?:server|data manager)',
  ),
  rule(
    'lab_analyzer',
    '(?:\\w+ )?analy[sz]ers?(?: \\w+)*|cytomet\\w+|centrifuges?|pcr(?: \\w+)*|immunoassay(?: \\w+)*|specimen processor|speciman processor|lab(?:oratory)? automation|microbiology(?: \\w+)*|sequencers?',
  ),
  rule(
    'pharmacy_automation',
    'pharmacy (?:automation|robot|carousel|packager)\\w*|pouch packaging(?: \\w+)?|iv (?:compounder|workflow|prep)|(?:compounding|compounder)(?: \\w+)*|tablet packag\\w+|supply ?(?:station|roller|center)',
  ),
  rule(
    'medication_cabinet',
    '(?:medication|drug|automated) dispens\\w+(?: \\w+)*|(?:medication|drug|anesthesia) (?:cabinets?|carts?|stations?)|dispensing (?:cabinet|machine|station)s?|adc',
  ),
  rule('nurse_call', 'nurse call(?: \\w+)*|patient call(?: \\w+)*'),
  rule('smart_bed', '(?:\\w+ )?beds?|stretchers?|mattress(?:es)?'),
  rule(
    'ecg',
    '(?:ecg|ekg|electrocardio\\w+|cardiographs?|holter)(?: \\w+)*|stress test\\w*(?: \\w+)*|monitors? ecg',
  ),
  rule(
    'patient_monitor',
    '(?:patient|bedside|physiologic\\w*|transport|multi ?parameter|icu|hemodynamic|cardiac) (?:\\w+ )?(?:monitors?|monitoring)(?: \\w+)*|monitors? (?:patient|bedside|physiologic\\w*|transport|multi ?parameter)|patientenmonitor|moniteur patient|monitors?|neuro monitor\\w*|eeg(?: \\w+)*',
  ),
  rule(
    'integration_gateway',
    '(?:integration|interface|hl7|device|medical device|alarm|protocol|connectivity) (?:gateways?|engines?|servers?|hubs?|adapters?)|gateways?|terminal server|serial (?:to ethernet|device server)|serial device server|middleware|network connectivity engine|device server',
  ),
  rule(
    'building_system',
    'medical (?:air|gas|vacuum)(?: \\w+)*|air handl\\w+(?: \\w+)*|hvac|bms|building (?:management|automation)(?: \\w+)*|pneumatic tube(?: \\w+)*|sterili[sz]ers?|autoclaves?',
  ),
  rule('printer', 'printers?(?: \\w+)*|label printer|print server|multifunction(?: \\w+)*'),
  rule(
    'network_equipment',
    '(?:network )?switch(?:es)?|routers?|access points?|firewalls?|wireless (?:controller|bridge)|wifi module|wi fi module',
  ),
  rule(
    'mobile_device',
    'tablets?|ipads?|smart ?phones?|handhelds?|mobile (?:phone|device|computer)s?|barcode scanners?',
  ),
  rule('server', 'servers?(?: \\w+)*|virtual machine|vm'),
  rule(
    'workstation',
    'workstations?(?: on wheels)?|work station|wow|desktops?|laptops?|notebooks?|pcs?|computers?|thin clients?|all in one|kiosks?',
  ),
];
