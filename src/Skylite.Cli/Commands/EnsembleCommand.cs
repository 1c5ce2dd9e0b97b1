using System.CommandLine;
using Skylite.Graphs.Cost;
using Skylite.Workbench;
using Skylite.Workbench.Jobs;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite ensemble</c>: several models as one that answers with the mean of their answers.</summary>
internal static class EnsembleCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var models = new Argument<string[]>("models")
        {
            Description = "ONNX files written by Skylite, of one task, with the same classes and bands; each keeps its own normalisation.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string>("--out") { Description = "The file to write.", HelpName = "FILE.onnx", Required = true };
        var command = new Command(
            "ensemble", "Join models, such as those of several seeds, into one that answers with the mean of their answers: a teacher for train --distill.")
        {
            models, output,
        };
        return command.Runs((parse, terminal, _) =>
        {
            var path = parse.GetRequiredValue(output);
            var graph = EnsembleJob.Run(parse.GetRequiredValue(models), path, new JobConsole(terminal));
            terminal.Say($"{path}: {JobConsole.Count(CostReport.Of(graph).Parameters)} parameters");
            terminal.Json([path], WorkbenchJson.Default.StringArray);
            return ExitCode.Success;
        });
    }
}
