/** Imaging, laboratory, cardiology, surgery, pharmacy and plain IT. One line a model; see `index.ts`. */
export const DIAGNOSTICS = `
GE Healthcare | Optima CT540 | imaging_ct | SCANNER, CT | wired imaging | 444B5D | CT5###### | 0 0 0.4 | 685000 | !10MW12:1
GE Healthcare | Optima CT660 | imaging_ct | SCANNER, CT | wired imaging | 444B5D | CT6###### | 0 0.5 0.4 | 920000 | !12HW14:1
GE Healthcare | Revolution CT | imaging_ct | SCANNER, CT | wired imaging | 444B5D | RCT###### | 0 0.4 0 | 2150000 | !19HW35:1
Siemens Healthineers | SOMATOM Force | imaging_ct | SCANNER, CT | wired imaging | 000BA3 | 7#### | 0.6 0 0 | 2380000 | VB20A:1
Canon Medical | Aquilion ONE | imaging_ct | SCANNER, CT | wired imaging | 002590 | 2CA####### | 0.4 0 0 | 1490000 | V10.3:1
Siemens Healthineers | Biograph mCT | imaging_ct | SCANNER, PET/CT | wired imaging | 000BA3 | 1#### | 0.4 0.3 0 | 2900000 | !VG51C:1
Siemens Healthineers | Symbia Intevo | imaging_ct | SCANNER, SPECT/CT | wired imaging | 000BA3 | 1#### | 0.4 0 0.4 | 890000 | !VB10B:1
GE Healthcare | Optima MR360 | imaging_mr | SCANNER, MRI 1.5T | wired imaging | 444B5D | MR3###### | 0 0.4 0.4 | 1180000 | !SV20.1:1; !SV23.0:2
Philips | Ingenia 1.5T | imaging_mr | SCANNER, MRI 1.5T | wired imaging | 3C5282 | 4#### | 0.4 0 0 | 1720000 | !5.4.1:1; !5.6.1:1
Philips | Ingenia 3.0T | imaging_mr | SCANNER, MRI 3T | wired imaging | 3C5282 | 4#### | 0.4 0 0 | 2410000 | !5.6.1:2; !5.7.1:1
Siemens Healthineers | MAGNETOM Aera | imaging_mr | SCANNER, MRI 1.5T | wired imaging | 000BA3 | 1##### | 0 0.3 0 | 1690000 | VE11E:1
GE Healthcare | Discovery XR656 | imaging_xray | RADIOGRAPHIC SYSTEM, DIGITAL | wired imaging | 444B5D | XR6###### | 1 1 0.8 | 318000 | !3.1:1
GE Healthcare | Optima XR220amx | imaging_xray | RADIOGRAPHIC UNIT, MOBILE | wifi imaging | 444B5D | AMX###### | 1.2 1.6 1 | 142000 | !2.3:1
GE Healthcare | Innova IGS 530 | imaging_xray | ANGIOGRAPHY SYSTEM | wired imaging | 444B5D | IGS###### | 0 0.6 0 | 1250000 | !1.0:1
GE Healthcare | Senographe Pristina | imaging_xray | MAMMOGRAPHY SYSTEM | wired imaging | 444B5D | SP####### | 0.5 0.6 0 | 410000 | !1.8:1
Philips | Azurion 7 | imaging_xray | ANGIOGRAPHY SYSTEM | wired imaging | 3C5282 | 7##### | 0.8 0 0 | 1420000 | 2.2:1
Fujifilm | FDR Go PLUS | imaging_xray | RADIOGRAPHIC UNIT, MOBILE | wifi imaging | 88B436 | 6####### | 1.2 0 0.8 | 138000 | 10.0:1
Hologic | Selenia Dimensions | imaging_xray | MAMMOGRAPHY SYSTEM | wired imaging | 54BF64 | SDM####### | 0.5 0 0.5 | 389000 | 1.10:1
Philips | EPIQ 7 | ultrasound | SCANNER, ULTRASOUND | wired imaging | 3C5282 | US@######## | 2 0.6 0.6 | 148000 | !VM4.0:1; !VM5.0:3; =VM6.0:3
Philips | Affiniti 70 | ultrasound | SCANNER, ULTRASOUND | wired imaging | 3C5282 | US@######## | 1.6 0 0.8 | 96000 | !VM5.0:2; =VM6.0:2
Philips | CX50 | ultrasound | SCANNER, ULTRASOUND, PORTABLE | wifi imaging | 3C5282 | US@######## | 1.2 0 0 | 61000 | !5.0.2:2
Philips | Sparq | ultrasound | SCANNER, ULTRASOUND, POINT OF CARE | wifi imaging | 3C5282 | US@######## | 1 0 0.5 | 48500 | !3.0.2:2
Philips | ClearVue 850 | ultrasound | SCANNER, ULTRASOUND | wired imaging | 3C5282 | US@######## | 0 0 0.8 | 52000 | !3.2:1
Philips | Xperius | ultrasound | SCANNER, ULTRASOUND, ANESTHESIA | wifi imaging | 3C5282 | US@######## | 0.6 0 0 | 33500 | !1.1:1
GE Healthcare | LOGIQ 9 | ultrasound | SCANNER, ULTRASOUND | wired imaging | 000D56 | L9###### | 0 0.6 0.8 | 78000 | !BT04:1; !BT06:2
GE Healthcare | LOGIQ E9 | ultrasound | SCANNER, ULTRASOUND | wired imaging | 54BF64 | LE9###### | 0.8 2 0.8 | 124000 | !R6.2.7:1
GE Healthcare | Vivid E95 | ultrasound | SCANNER, ULTRASOUND, CARDIAC | wired imaging | 54BF64 | AU##### | 0.8 1.2 0.4 | 172000 | !203:1; !204:2
GE Healthcare | Voluson E10 | ultrasound | SCANNER, ULTRASOUND, OB | wired imaging | 54BF64 | E######## | 0.6 0.8 0.5 | 131000 | !BT19:1
GE Healthcare | Versana Essential | ultrasound | SCANNER, ULTRASOUND | wired imaging | 54BF64 | VE###### | 0 0 0.8 | 29000 | !R1.5:1
Fujifilm Sonosite | X-Porte | ultrasound | SCANNER, ULTRASOUND, POINT OF CARE | wifi imaging | 00233D | 03@@@# | 1.6 1.4 1 | 52500 | 4.1.1:1
Philips | Vue PACS | pacs | SERVER, IMAGE ARCHIVE | wired servers | 005056 | VM-VUE-###### | 0.5 0 0 | 215000 | !12.2.1.5:2; !12.2.5.200:1; ~12.2.8.410:1
GE Healthcare | Centricity PACS RA1000 | pacs | WORKSTATION, IMAGE REVIEW | wired imaging | A0D3C1 | 2UA#######@ | 0 2 1 | 14500 | !4.0.1:1; !6.0:1
Philips | IntelliSpace Portal 8.0 | pacs | SERVER, IMAGE POST-PROCESSING | wired servers | 48DF37 | USE####@@@ | 0.3 0 0.3 | 96000 | !8.0.3:1
Philips | IntelliSpace Portal 7.0 | pacs | SERVER, IMAGE POST-PROCESSING | wired servers | 48DF37 | USE####@@@ | 0.2 0.2 0 | 96000 | !7.0.7:1
Natus | Xltek NeuroWorks | eeg | EEG SYSTEM | wired clinical | 54BF64 | XL###### | 1 0.8 0.5 | 42000 | !8.1:1; !8.4:2; !8.5:3; =8.5 GMA 3:3
Philips | PageWriter TC70 | ecg | ELECTROCARDIOGRAPH | wifi clinical | 00233D | US######## | 4 0 2 | 11800 | ~A.07.05:1
Philips | PageWriter TC50 | ecg | ELECTROCARDIOGRAPH | wifi clinical | 00233D | US######## | 3 0 0 | 8900 | ~A.07.05:1
GE Healthcare | MAC 5500 HD | ecg | ELECTROCARDIOGRAPH | wifi clinical | 001723 | SAP######## | 0 6 3 | 12400 | 10E:1
Medtronic | CareLink 2090 Programmer | programmer | PROGRAMMER, PACEMAKER | wifi clinical | 54FA89 | PKK###### | 0.8 0.6 0.6 | 7900 | !Model 2090:1
Medtronic | Valleylab FT10 | electrosurgical | ELECTROSURGICAL UNIT | wired clinical | 0080A3 | T####@@@ | 3 2.4 1.5 | 21400 | !2.1.0:1; !4.0.0:3
Medtronic | Valleylab FX8 | electrosurgical | ELECTROSURGICAL UNIT | wired clinical | 0080A3 | T####@@@ | 1.5 1.6 1 | 15200 | !1.0.0:2
Baxter | ExactaMix EM2400 | compounder | COMPOUNDER, PARENTERAL NUTRITION | wired clinical | 000BAB | EM24#### | 0.5 0 0 | 39500 | !1.10:1; !1.13:2; !1.14:1
Baxter | ExactaMix EM1200 | compounder | COMPOUNDER, PARENTERAL NUTRITION | wired clinical | 000BAB | EM12#### | 0 0.5 0 | 28500 | !1.1:1; !1.2:1; !1.4:1
BD | Pyxis MedStation ES | medication_cabinet | DISPENSING CABINET, MEDICATION | wired clinical | A0D3C1 | 15###### | 12 0 0 | 38500 | !1.6.1:2; !1.7.3:1
BD | Pyxis MedStation 4000 | medication_cabinet | DISPENSING CABINET, MEDICATION | wired clinical | 00065B | 12###### | 0 0 9 | 31200 | !9.1:1
BD | Pyxis Anesthesia Station ES | medication_cabinet | DISPENSING CABINET, ANESTHESIA | wired clinical | A0D3C1 | 16###### | 4 0 0 | 34800 | !1.6.1:1
BD | Pyxis SupplyStation | medication_cabinet | DISPENSING CABINET, SUPPLY | wired clinical | A0D3C1 | 13###### | 3 0 2 | 19800 | !9.2:1
Omnicell | XT Automated Dispensing Cabinet | medication_cabinet | DISPENSING CABINET, MEDICATION | wired clinical | 000BAB | XT###### | 0 12 0 | 36900 | 22.1:1
Capsule Technologies | SmartLinx Neuron 2 | gateway | HUB, DEVICE INTEGRATION | wired clinical | 000BAB | N2-###### | 0 12 8 | 1950 | !9.0.1:1; !9.0.3:3; 10.1:3
Swisslog Healthcare | Nexus Control Panel | pneumatic_tube | STATION, PNEUMATIC TUBE | wired building | 0022DB | NX##### | 6 5 2 | 4300 | !7.2.4.1:2; !7.2.5.1:2; =7.2.5.7:3
BD | Viper LT | lab_analyzer | ANALYZER, MOLECULAR | wired laboratory | 9CC8AE | LT#### | 0.4 0.3 0 | 98000 | !4.50:1; !4.70:2; =4.80:1
BD | BACTEC FX | lab_analyzer | ANALYZER, BLOOD CULTURE | wired laboratory | 9CC8AE | FX#### | 0.5 0.4 0.4 | 64000 | 5.10A:1
Beckman Coulter | AU5800 | lab_analyzer | ANALYZER, CHEMISTRY | wired laboratory | 00E090 | 20###### | 0.6 0 0.4 | 210000 | 3.8:1
Siemens Healthineers | Atellica Solution | lab_analyzer | ANALYZER, CHEMISTRY | wired laboratory | 001865 | IM##### | 0 0.5 0 | 265000 | 1.28:1
Sysmex | XN-1000 | lab_analyzer | ANALYZER, HEMATOLOGY | wired laboratory | 00066B | 1#### | 0.8 0.6 0.6 | 118000 | 22-15:1
Roche Diagnostics | cobas 6000 | lab_analyzer | ANALYZER, CHEMISTRY | wired laboratory | B87879 | 16##-## | 0.5 0.4 0 | 235000 | 06-04:1
Radiometer | ABL90 FLEX PLUS | point_of_care_analyzer | ANALYZER, BLOOD GAS | wired laboratory | 0080A3 | I393-092R####N#### | 1.4 0 0.8 | 19800 | 3.4:1
Siemens Healthineers | RAPIDPoint 500e | point_of_care_analyzer | ANALYZER, BLOOD GAS | wired laboratory | 001865 | 2#### | 0 1.4 0 | 18700 | 5.2:1
Abbott | i-STAT Alinity | point_of_care_analyzer | ANALYZER, BLOOD, HANDHELD | wifi laboratory | C0A26D | 8##### | 4 4 3 | 9600 | OS 33.2:1
Roche Diagnostics | Accu-Chek Inform II | point_of_care_analyzer | GLUCOSE METER | wifi laboratory | 000E2F | UU1######## | 34 0 24 | 760 | !03.05.00:2; !04.02.01:3; =04.03.00:4
Roche Diagnostics | Accu-Chek Inform II Base Unit Hub | gateway | BASE UNIT, GLUCOSE METER | wired laboratory | B87879 | BU1####### | 6 0 4 | 420 | !03.01.03:2; =03.01.04:3
Roche Diagnostics | CoaguChek Pro II | point_of_care_analyzer | COAGULATION METER | wifi laboratory | B87879 | UQ######## | 2 0 1.4 | 1850 | !04.02.00:1; =04.03.00:2
Roche Diagnostics | cobas h 232 | point_of_care_analyzer | CARDIAC MARKER METER | wifi laboratory | B87879 | KQ4###### | 0.8 0 1 | 3900 | !04.00.02:1; =04.00.04:2
Nova Biomedical | StatStrip Glucose | point_of_care_analyzer | GLUCOSE METER | wifi laboratory | 00233D | 4########## | 0 32 0 | 690 | 2.17:1
Rauland | Responder 5 | nurse_call | NURSE CALL CONSOLE | wired building | 00905E | R5-###### | 8 7 8 | 2300 | 4.5:1
Vocera | Badge B3000n | nurse_call | COMMUNICATION BADGE | wifi clinical | 0009EF | B3N####### | 22 14 10 | 410 | 4.3:1
Dell | OptiPlex 7090 | workstation | WORKSTATION, CLINICAL | wired workstations | 54BF64 | @@@@### | 44 30 34 | 1020 | Windows 10 22H2:3; Windows 11 23H2:3
HP | EliteDesk 800 G6 | workstation | WORKSTATION, CLINICAL | wired workstations | C8D9D2 | MXL####@@@ | 12 34 8 | 1080 | Windows 10 22H2:3; Windows 11 23H2:2
Dell | Latitude 5420 | workstation | WORKSTATION ON WHEELS | wifi workstations | D8D090 | @@@@### | 22 18 14 | 1350 | Windows 10 22H2:3; Windows 11 23H2:3
HP | LaserJet Enterprise M507 | printer | PRINTER, LASER | wired workstations | C8D9D2 | PHB@@##### | 12 10 9 | 640 | 5.6:1
Lexmark | MS621dn | printer | PRINTER, LASER | wired workstations | 0021B7 | 4601####### | 4 6 5 | 420 | MSNGM.076:1
Zebra | ZT411 | printer | PRINTER, LABEL | wired workstations | 00074D | 18J######## | 6 6 6 | 1480 | V92.21:1
Zebra | GK420d | printer | PRINTER, LABEL, WRISTBAND | wired workstations | 00074D | 28J######## | 9 8 8 | 420 | V61.17:1
Dell | PowerEdge R640 | server | SERVER, RACK | wired servers | B083FE | @@@@### | 1 0.8 0.8 | 8900 | ESXi 7.0 U3:2; ESXi 8.0 U2:1
`;
