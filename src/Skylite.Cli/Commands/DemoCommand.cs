using System.CommandLine;
using Skylite.Workbench;
using Skylite.Workbench.Jobs;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite demo</c>: the whole way on synthetic imagery, in a few minutes.</summary>
internal static class DemoCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var defaults = new DemoOptions { Out = Path.Combine("runs", "demo") };
        var output = new Option<string>("--out") { Description = "Folder of imagery, runs and report.", DefaultValueFactory = _ => defaults.Out };
        var images = new Option<int>("--images") { Description = "Synthetic images of each class.", DefaultValueFactory = _ => defaults.ImagesPerClass };
        var epochs = new Option<int>("--epochs") { Description = "Epochs of teacher and student.", DefaultValueFactory = _ => defaults.Epochs };
        var seed = new Option<int>("--seed") { Description = "Seed of everything.", DefaultValueFactory = _ => defaults.Seed };
        var command = new Command("demo", "Draw synthetic scenes, train a teacher and a student, compress, report: the whole way in a few minutes.")
        {
            output, images, epochs, seed,
        };
        return command.Runs((parse, terminal, cancellation) =>
        {
            var console = new JobConsole(terminal);
            var (result, report) = DemoJob.Run(
                new DemoOptions
                {
                    Out = parse.GetRequiredValue(output),
                    ImagesPerClass = parse.GetValue(images),
                    Epochs = parse.GetValue(epochs),
                    Seed = parse.GetValue(seed),
                    Command = JobConsole.Command,
                },
                console,
                cancellation);
            console.Show(result);
            terminal.Say($"the report: {report}");
            terminal.Json(result, WorkbenchJson.Default.RunResult);
            return ExitCode.Success;
        });
    }
}
