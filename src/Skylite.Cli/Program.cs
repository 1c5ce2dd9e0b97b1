using Skylite.Cli;

return await CommandLine.Create().Parse(args).InvokeAsync(CommandLine.Configuration);
