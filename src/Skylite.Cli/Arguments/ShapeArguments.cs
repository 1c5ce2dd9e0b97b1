using System.CommandLine;
using Skylite.Graphs;
using Skylite.Workbench.Models;

namespace Skylite.Cli.Arguments;

/// <summary>The option that says how large open inputs are.</summary>
internal sealed class ShapeArguments
{
    private readonly Option<string[]> _shapes = new("--shape")
    {
        Description = "Shape of an input where the model leaves lengths open, such as image=1,3,224,224; may be given several times.",
        HelpName = "NAME=LENGTHS",
    };

    /// <summary>Adds the option to a command.</summary>
    public ShapeArguments AddTo(Command command)
    {
        command.Options.Add(_shapes);
        return this;
    }

    /// <summary>What the user said.</summary>
    public IReadOnlyDictionary<string, Shape> Read(ParseResult parse) => InputShapes.Parse(parse.GetValue(_shapes) ?? []);
}
