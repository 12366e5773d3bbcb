mod x { #[test] fn prints(){
 let clocks=sightline_clock::Clocks::read(include_str!("../../../../definitions/clocks/clocks.csv")).unwrap();
 let text=include_str!("../../../../definitions/calendar/bank-holidays-england.csv");
 let names=sightline_clock::holidays::names(text).unwrap();
 let days:Vec<_>=names.keys().copied().collect();
 let cal=sightline_model::Calendar::new(&days);
 for (id,s,e) in [("contact-amber","2024-03-28T18:30",None),("missing-rhi-72","2024-03-29T18:30",Some("2024-04-01T19:30")),("missing-rhi-72","2024-10-25T18:30",None),("cp-review-later","2024-08-31",Some("2025-03-03")),("assessment-45","2023-12-18",Some("2024-02-26")),("assessment-45","2023-12-18",Some("2025-02-26")),("edt-handover","2024-03-29T23:00",Some("2024-04-02T10:30")),("review-consult","2024-04-10",None),("care-proceedings","2024-04-10",None),("contact-red","2024-10-27T01:30",None),("cla-status-s20","2024-10-27T01:30","2024-10-28T01:30".into()),("core-group-first","2024-03-30",Some("2024-04-14"))] {
  let x=sightline_clock::explain(clocks.iter().find(|c|c.id==id).unwrap(),s,e,&cal,&names,sightline_clock::OfficeHours::default()).unwrap();
  eprintln!("{x}\n=========");
  if id=="contact-red"{eprintln!("{:#}",x.json());}
 }
 for s in ["2024-03-31T01:30","2024-13-01","2024-04-01T25:00","2024-04-01T10:00+5"] { eprintln!("{}", sightline_clock::Moment::parse(s).unwrap_err()); }
 for s in ["assesment-45","assessment","red","review-first","zzz","icpc","visit"] { eprintln!("{}", clocks.find(s,names.keys().next().copied().unwrap()).unwrap_err()); }
}}
