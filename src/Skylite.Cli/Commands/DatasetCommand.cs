using System.CommandLine;
using Skylite.Cli.Arguments;
using Skylite.Workbench;
using Skylite.Workbench.Datasets;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite dataset</c>: what a folder of labelled imagery is.</summary>
internal static class DatasetCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var directory = new Argument<string>("dir") { Description = "Folder of the data set." };
        var seed = OptionList.With("--seed", "Seed of the split, as train takes it.", 0);
        var split = new SplitArguments();
        var command =
            new Command("dataset", "Say what a folder of labelled imagery is: layout, division, classes, bands, sizes, statistics, problems.") { directory };
        command.AddAll([seed, .. split.All]);
        return command.Runs((parse, terminal, cancellation) =>
        {
            DatasetInspection data;
            try
            {
                data = DatasetInspector.Inspect(
                    split.Read(parse, parse.GetRequiredValue(directory), parse.GetValue(seed)),
                    new JobConsole(terminal),
                    cancellation);
            }
            catch (UnknownLayoutException) when (!terminal.IsJson)
            {
                terminal.EndLive();
                DatasetConsole.ShowLayouts(terminal);
                throw;
            }

            terminal.EndLive();
            DatasetConsole.Show(terminal, data);
            terminal.Json(data, WorkbenchJson.Default.DatasetInspection);
            return ExitCode.Success;
        });
    }
}
