using System.CommandLine;
using Skylite.Workbench.Runs;

namespace Skylite.Cli.Arguments;

/// <summary>The options of every run that has a folder: where, with what seed, on how many threads.</summary>
internal sealed class RunArguments
{
    private readonly Option<string> _out = new("--out")
    {
        Description = "The run's folder: checkpoints, metrics, the model, the result.",
        HelpName = "RUN",
        Required = true,
    };
    private readonly Option<int> _seed = new("--seed") { Description = "Seed of split, initialisation, order and augmentation.", DefaultValueFactory = _ => 0 };
    private readonly Option<int?> _threads = OptionList.Threads("Threads that compute.");
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on where an interrupted run in this folder stopped." };
    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace the run in this folder, finished or not." };

    /// <summary>Adds the options to a command.</summary>
    public RunArguments AddTo(Command command)
    {
        command.AddAll(_out, _seed, _threads, _resume, _overwrite);
        return this;
    }

    /// <summary>The run's folder.</summary>
    public string Out(ParseResult parse) => parse.GetRequiredValue(_out);

    /// <summary>The seed.</summary>
    public int Seed(ParseResult parse) => parse.GetValue(_seed);

    /// <summary>What the user said.</summary>
    public RunOptions Read(ParseResult parse) => new()
    {
        Out = Out(parse),
        Seed = Seed(parse),
        Threads = parse.Positive(_threads),
        Resume = parse.GetValue(_resume),
        Overwrite = parse.GetValue(_overwrite),
        Command = JobConsole.Command,
    };
}
