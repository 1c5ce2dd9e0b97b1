using Skylite.Cli;

var parse = CommandLine.Create().Parse(args);
return parse.Errors.Count > 0 && args.Length > 0
    ? UsageError.Report(parse)
    : await parse.InvokeAsync(CommandLine.Configuration);
