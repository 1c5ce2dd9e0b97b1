using System.CommandLine;
using Skylite.Cli.Commands;

namespace Skylite.Cli;

/// <summary>The whole command line: its commands in the order a user meets them.</summary>
internal static class CommandLine
{
    /// <summary>Every command.</summary>
    public static IReadOnlyList<Command> All =>
    [
        DemoCommand.Create(), TrainCommand.Create(), EvalCommand.Create(), InferCommand.Create(), DatasetCommand.Create(), PreviewCommand.Create(),
        SynthesizeCommand.Create(), CompressCommand.Create(), PruneCommand.Create(), DescribeCommand.Create(), EnsembleCommand.Create(), CheckCommand.Create(),
        GroupsCommand.Create(), SensitivityCommand.Create(), BenchCommand.Create(), ReportCommand.Create(), ExportCommand.Create(), InspectCommand.Create(),
        ListCommand.Create(), DoctorCommand.Create(),
    ];

    /// <summary>How the command line is invoked: a run that is interrupted gets time to put its last checkpoint away.</summary>
    public static InvocationConfiguration Configuration => new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>Makes the command line.</summary>
    public static RootCommand Create()
    {
        var root = new RootCommand(
            "Skylite makes the neural networks of remote sensing small and fast: train, prune, distil, quantise, prove, measure; ONNX in and out.");
        root.Options.Add(Invocation.Json);
        root.Options.Add(Invocation.Verbose);
        foreach (var command in All)
        {
            root.Subcommands.Add(command);
        }

        return root;
    }
}
