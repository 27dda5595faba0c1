/** Devices at the bed: infusion, monitoring, breathing, dialysis. One line a model; see `index.ts` for the columns.
 *  Versions: `!` inside a range of the starter pack, `=` corrected, `~` cannot be told, bare: no advisory known. */
export const CARE = `
BD | Alaris 8015 PC Unit | infusion_pump | PUMP, INFUSION, PC UNIT | wifi infusion | 00D075 | 1####### | 92 0 10 | 3950 | !9.33:3; !9.33.1:2; !12.1:2; !12.1.3:4; =12.3.2:3
BD | Alaris 8100 Pump Module | infusion_pump | MODULE, INFUSION PUMP, LVP | none | - | 1####### | 118 0 12 | 2100 | 9.33:1; 12.1.3:1
BD | Alaris 8110 Syringe Module | syringe_pump | MODULE, SYRINGE PUMP | none | - | 1####### | 20 0 2 | 2250 | 9.33:1; 12.1.3:1
BD | Alaris Gateway Workstation | gateway | DOCKING STATION, PUMP, NETWORKED | wired infusion | 00D075 | 800##### | 0 0 6 | 1850 | !1.1.5:2; !1.1.6:2; !1.3.1 Build 13:3; 1.6.1:2
BD | Alaris Systems Manager | pump_server | SERVER, INFUSION PUMP MANAGEMENT | wired servers | 005056 | VM-ASM-###### | 0.5 0 0 | 28000 | !4.33:1; !12.3:2
BD | Alaris Infusion Central | pump_server | SERVER, INFUSION SURVEILLANCE | wired servers | 005056 | VM-AIC-###### | 0 0 0.5 | 24000 | !1.3.2:1
Baxter | Sigma Spectrum 35700BAX | infusion_pump | PUMP, INFUSION, LARGE VOLUME | wifi infusion | 001723 | 7###### | 0 26 0 | 2900 | !6.05.13:2; !6.05.14:3
Baxter | Spectrum 35700BAX2 | infusion_pump | PUMP, INFUSION, LARGE VOLUME | wifi infusion | 001723 | 30##### | 0 74 0 | 3300 | !8.00.01:4; !8.01.00:2
Baxter | Spectrum IQ 35700BAX3 | infusion_pump | PUMP, INFUSION, LARGE VOLUME | wifi infusion | 5842E4 | 40##### | 0 58 0 | 3600 | !9.00.00:1; !9.02.01:4
B. Braun | Infusomat Space | infusion_pump | INFUSION PUMP, LVP | none | - | 2##### | 0 0 132 | 2450 | L030045:1
B. Braun | Perfusor Space | syringe_pump | SYRINGE PUMP | none | - | 2##### | 0 0 34 | 2300 | L030045:1
B. Braun | SpaceStation with SpaceCom 2 | gateway | RACK, INFUSION PUMP, NETWORKED | wired infusion | 001221 | 1##### | 0 0 24 | 1650 | !012U000040:2; !012U000061:4; =012U000093:4
B. Braun | Battery Pack SP with Wi-Fi | gateway | BATTERY PACK, PUMP, WIRELESS | wifi infusion | 001221 | 13#### | 0 0 30 | 410 | !028U000061:5; =028U000093:3
Smiths Medical | Medfusion 4000 | syringe_pump | PUMP, SYRINGE | wifi infusion | 00409D | M###### | 21 24 0 | 3450 | !1.1:1; !1.5:2; !1.6:4; =1.6.1:5
Smiths Medical | CADD-Solis VIP | infusion_pump | PUMP, AMBULATORY, PCA | none | - | 10##### | 8 9 4 | 2700 | 3.0:1; 4.1:1
Fresenius Kabi | Agilia VP MC WiFi | infusion_pump | PUMP, INFUSION, VOLUMETRIC | wifi infusion | 001338 | 2####### | 0 0 16 | 2380 | !D25:5; =D29:3
Fresenius Kabi | Agilia Link+ | gateway | RACK, PUMP, LINK | wired infusion | 001338 | LK##### | 0 0 4 | 1900 | !3.0 D15:2; =3.0 D16:2
ICU Medical | Plum 360 | infusion_pump | PUMP, INFUSION, DUAL CHANNEL | wifi infusion | 0003B1 | 17###### | 0 16 0 | 3150 | 15.11:1; 15.12:2
ICU Medical | LifeCare PCA | infusion_pump | PUMP, PCA | wifi infusion | 0003B1 | 19###### | 9 11 5 | 2950 | 7.02:2; 7.03:1
Fresenius Medical Care | 2008T | dialysis | HEMODIALYSIS UNIT | wired clinical | B04C05 | 8TOS###### | 4 3 5 | 17500 | 2.72:1
Baxter | Phoenix X36 | dialysis | HEMODIALYSIS UNIT | wired clinical | 0017B9 | PX##### | 0 3 0 | 16900 | !3.36:1; !3.40:3
Baxter | PrisMax | dialysis | CRRT UNIT | wired life_support | 0017B9 | PMX##### | 2 2 0 | 29500 | !2.1:2; =3.0:3
Baxter | Prismaflex | dialysis | CRRT UNIT | wired life_support | 0017B9 | PA##### | 2 2 1 | 24800 | !7.20:1; !8.10:2
Philips | IntelliVue MX800 | patient_monitor | MONITOR, PHYSIOLOGIC, BEDSIDE | wired monitoring | 0009FB | DE######## | 25 0 0 | 18900 | !L.01:1; !M.04:4; ~N.01:3; P.01:2
Philips | IntelliVue MX750 | patient_monitor | MONITOR, PHYSIOLOGIC, BEDSIDE | wired monitoring | 0009FB | DE######## | 6 0 0 | 17400 | ~N.01:2; P.01:3
Philips | IntelliVue MX450 | patient_monitor | MONITOR, PHYSIOLOGIC, BEDSIDE | wifi monitoring | 0009FB | DE######## | 22 0 0 | 9800 | !K.21:1; !M.04:4; ~N.01:2
Philips | IntelliVue MP70 | patient_monitor | MONITOR, PHYSIOLOGIC, BEDSIDE | wired monitoring | 0009FB | DE######## | 11 0 0 | 12800 | !H.15:2; !J.10:3; !L.01:1
Philips | IntelliVue MP50 | patient_monitor | MONITOR, PHYSIOLOGIC, BEDSIDE | wired monitoring | 0009FB | DE######## | 9 0 3 | 9900 | !G.01:2; !J.10:3
Philips | IntelliVue X3 | patient_monitor | MONITOR, TRANSPORT | wifi monitoring | 0009FB | DE######## | 10 0 0 | 7900 | !M:1; !M.04:2; ~N.01:3
Philips | IntelliVue MX40 | telemetry | TELEMETRY, PATIENT WORN | wifi telemetry | 00095C | US######## | 27 0 0 | 2950 | !B.05.29:3; =B.06.18:4
Philips | Patient Information Center iX | central_station | CENTRAL STATION, MONITORING | wired monitoring | 3C5282 | 2UA#######@ | 2 0 0 | 31500 | !B.02:2; !C.02:2; !C.03:3; =C.03.06:2
Philips | IntelliBridge EC40 | gateway | HUB, DEVICE INTEGRATION | wired monitoring | 0009FB | DE4####### | 8 0 0 | 1150 | !C.00.03:2; !C.00.04:3
Philips | IntelliBridge EC80 | gateway | HUB, DEVICE INTEGRATION | wired monitoring | 0009FB | DE8####### | 2 0 0 | 2100 | !C.00.04:3
Philips | Efficia CM120 | patient_monitor | MONITOR, PHYSIOLOGIC | wired monitoring | 0009FB | CN######## | 0 0 7 | 3900 | !A.01:1; !B.00:3
Philips | Avalon FM30 | patient_monitor | MONITOR, FETAL | wired monitoring | 0009FB | DE######## | 5 4 4 | 9600 | !F.0:1; !G.0:2; !J.3:4; L.30:1
GE Healthcare | CARESCAPE B450 | patient_monitor | MONITOR, PHYSIOLOGIC, TRANSPORT | wifi monitoring | 444B5D | SK9######## | 0 11 0 | 8200 | !2.0:2; !2.0.9:3; 3.2.2:2
GE Healthcare | CARESCAPE B650 | patient_monitor | MONITOR, PHYSIOLOGIC, BEDSIDE | wired monitoring | 444B5D | SF3######## | 0 30 0 | 11200 | !1.0:1; !2.0.6:4; 3.2.2:3
GE Healthcare | CARESCAPE B850 | patient_monitor | MONITOR, PHYSIOLOGIC, BEDSIDE | wired monitoring | 444B5D | SEW######## | 0 17 0 | 19800 | !1.0:1; !2.0.6:3; 3.2.2:3
GE Healthcare | CARESCAPE Central Station | central_station | CENTRAL STATION, MONITORING | wired monitoring | 3C5282 | SHH######## | 0 1.6 0 | 27600 | !1.1:2; !2.0.3:4
GE Healthcare | CIC Pro Clinical Information Center | central_station | CENTRAL STATION, MONITORING | wired monitoring | 000874 | SCH######## | 0 0.9 0 | 18800 | !4.1.1:1; !5.1.2:3
GE Healthcare | ApexPro Telemetry Server | telemetry | SERVER, TELEMETRY | wired telemetry | 000BAB | SAT######## | 0 0.6 0 | 22400 | !4.2:1
GE Healthcare | CARESCAPE Telemetry Server | telemetry | SERVER, TELEMETRY | wired telemetry | 000BAB | SCT######## | 0 0.7 0 | 25200 | !4.2:2; !4.3:2
GE Healthcare | ApexPro CH Transmitter | telemetry | TRANSMITTER, TELEMETRY | none | - | SD########## | 0 28 0 | 1900 | -
Innokas | VC150 | patient_monitor | MONITOR, VITAL SIGNS | wifi clinical | 00233D | V####### | 0 12 0 | 2450 | !1.7.13:4; =1.7.15b:3
Draeger | Infinity Delta | patient_monitor | MONITOR, PHYSIOLOGIC, BEDSIDE | wired monitoring | 0030E6 | 5####### | 0 0 30 | 9400 | !VF8.2:2; !VF9.1:4; =VF10.1:4
Draeger | Infinity Kappa | patient_monitor | MONITOR, PHYSIOLOGIC, BEDSIDE | wired monitoring | 0030E6 | 5####### | 0 0 6 | 11800 | !VF9.1:2; =VF10.1:2
Draeger | Infinity Explorer C700 | workstation | WORKSTATION, MONITORING DATA | wired monitoring | 00105D | 5####### | 0 0 2 | 6900 | !VF8.2:1; !VF9.1:1
Draeger | Infinity M540 | patient_monitor | MONITOR, PHYSIOLOGIC, TRANSPORT | wifi monitoring | F0E5C3 | ASB@-#### | 0 0 9 | 7600 | VG7.1:1
Spacelabs | Xhibit Telemetry Receiver XTR 96280 | telemetry | RECEIVER, TELEMETRY | wired telemetry | 00A0AA | 96280-###### | 0 0 1 | 14400 | !1.0.2:3; =1.2.1:2
Spacelabs | Xprezzon 91393 | patient_monitor | MONITOR, PHYSIOLOGIC | wired monitoring | 00A0AA | 91393-###### | 0 0 6 | 12700 | 3.05.00:1
Mindray | BeneVision N17 | patient_monitor | MONITOR, PHYSIOLOGIC | wired monitoring | 00A037 | FK-######## | 0 0 8 | 13200 | 3.18:1
Contec | CMS8000 | patient_monitor | MONITOR, VITAL SIGNS, MULTI-PARAMETER | wired clinical | 0008DC | 2########## | 0 0 5 | 890 | !2.0.8:1
Nihon Kohden | BSM-6501A Life Scope TR | patient_monitor | MONITOR, PHYSIOLOGIC | wired monitoring | 00A09A | 0#### | 0 4 0 | 11900 | 07-12:1
Masimo | Radical-7 | patient_monitor | OXIMETER, PULSE | wifi clinical | 0809B6 | 1000###### | 9 8 6 | 3700 | 1.4.9.4:1
Hillrom | Welch Allyn Connex Spot Monitor | patient_monitor | MONITOR, VITAL SIGNS | wifi clinical | 001AFA | 1000######## | 24 12 14 | 2650 | !1.48:3; !1.51:3; !1.52:2; =1.52.01:2
Hillrom | Welch Allyn Connex Vital Signs Monitor | patient_monitor | MONITOR, VITAL SIGNS | wifi clinical | 001AFA | 2000######## | 11 9 6 | 2900 | !2.41.00:3; !2.42.00:2; =2.43.02:4
Hillrom | Welch Allyn Connex Integrated Wall System | patient_monitor | WALL SYSTEM, DIAGNOSTIC | wired clinical | 001AFA | 3000######## | 5 3 4 | 3100 | !2.41.00:2; =2.43.02:3
Hillrom | Welch Allyn Connex Central Station | central_station | CENTRAL STATION, VITAL SIGNS | wired clinical | 54BF64 | 4000######## | 0.5 0.4 0.6 | 9800 | !1.8.3:2; =1.8.4 SP01:1
Hillrom | Welch Allyn Spot Vital Signs 4400 | patient_monitor | MONITOR, VITAL SIGNS | wifi clinical | 001AFA | 4400######## | 5 6 5 | 1450 | !1.10.00:2; =1.11.00:2
Hillrom | Welch Allyn Network Connectivity Engine | gateway | SERVER, DEVICE INTEGRATION | wired servers | 005056 | VM-NCE-###### | 0.4 0 0.6 | 8800 | !5.2:1; =5.3:1
Hillrom | Welch Allyn R-Scribe Resting ECG System | ecg | ELECTROCARDIOGRAPH, PC BASED | wired clinical | 54BF64 | RS######## | 1 0 2 | 4200 | !6.1.2:1; !7.0.0:2
Hillrom | Welch Allyn Q-Stress | ecg | STRESS TEST SYSTEM | wired clinical | 54BF64 | QS######## | 0.6 0.5 0 | 18400 | !6.3.1:2
Hillrom | Welch Allyn X-Scribe | ecg | STRESS TEST SYSTEM | wired clinical | 000F82 | XS######## | 0.5 0 0.8 | 17800 | !6.2.2:1; !6.3.1:1
Hillrom | Welch Allyn H-Scribe | ecg | HOLTER ANALYSIS SYSTEM | wired clinical | 000F82 | HS######## | 0.4 0.4 0.5 | 8100 | !6.4.0:1
Hamilton Medical | HAMILTON-T1 | ventilator | VENTILATOR, TRANSPORT | wired life_support | 001E9A | T1-##### | 2 2 2 | 21800 | !2.2.2:2; !2.2.3:3; =2.2.4:2
Hamilton Medical | HAMILTON-C1 | ventilator | VENTILATOR, CRITICAL CARE | wired life_support | 001E9A | C1-##### | 0 3 4 | 24600 | 2.2.7:1; 3.0.2:1
Draeger | Evita V500 | ventilator | VENTILATOR, CRITICAL CARE | wired life_support | 0030E6 | ASC@-#### | 0 0 7 | 32500 | 2.51:1
Getinge | Servo-u | ventilator | VENTILATOR, CRITICAL CARE | wired life_support | 002541 | SU###### | 12 0 0 | 34200 | 4.1:1; 4.3:1
Medtronic | Puritan Bennett 980 | ventilator | VENTILATOR, CRITICAL CARE | wired life_support | 0080A3 | 35B####### | 0 11 0 | 33800 | 1.4:1
GE Healthcare | Aisys CS2 | anesthesia_machine | ANESTHESIA UNIT | wired life_support | 0080A3 | ANB@##### | 0 6 0 | 61500 | !10.01:1; !11.00:2
GE Healthcare | Aespire 7900 | anesthesia_machine | ANESTHESIA UNIT | wired life_support | 0090E8 | AMV@##### | 3 2 0 | 38900 | !7.01:1
GE Healthcare | Carestation 650 | anesthesia_machine | ANESTHESIA UNIT | wired life_support | 0080A3 | SM6####### | 4 0 0 | 52800 | !2.0:1
Draeger | Apollo | anesthesia_machine | ANESTHESIA UNIT | wired life_support | 0030E6 | ASD@-#### | 0 0 4 | 58400 | 4.53:1
GE Healthcare | Giraffe OmniBed Carestation | infant_incubator | INCUBATOR, INFANT | none | - | HDJP###### | 4 4 0 | 28700 | -
Draeger | Isolette 8000 | infant_incubator | INCUBATOR, INFANT | none | - | MX@##### | 0 0 3 | 19900 | -
ZOLL | R Series ALS | defibrillator | DEFIBRILLATOR, EXTERNAL | wifi clinical | 001723 | AF##@###### | 7 0 6 | 14900 | 18.45:1
Stryker | LIFEPAK 20e | defibrillator | DEFIBRILLATOR, EXTERNAL | wifi clinical | 40BD9E | 4####### | 0 9 0 | 13800 | 3.07:1
ZOLL | Defibrillator Dashboard | server | SERVER, DEFIBRILLATOR READINESS | wired servers | 005056 | VM-ZDD-###### | 0.3 0 0.4 | 6200 | !2.1:1; =2.2:1
Stryker | InTouch FL27 | bed | BED, CRITICAL CARE | wifi clinical | 000DD1 | IT####### | 10 0 8 | 17800 | 4.1:1
Hillrom | Centrella Smart+ | bed | BED, MED-SURG | wifi clinical | 0014B8 | C######## | 0 24 0 | 15900 | 1.38:1
`;
