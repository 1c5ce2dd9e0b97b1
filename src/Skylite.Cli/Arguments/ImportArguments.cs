using System.CommandLine;
using Skylite.Workbench.Models;

namespace Skylite.Cli.Arguments;

/// <summary>The options that say how a network from elsewhere is made ready for the images.</summary>
internal sealed class ImportArguments
{
    private readonly Option<int?> _classes = new("--classes")
    {
        Description = "Begin with a new last layer even if the model has as many classes as the data, whose number this is. "
            + "For models from a file. Default: only where the numbers differ.",
        HelpName = "N",
    };
    private readonly Option<bool> _unfold = new("--unfold-batch-norm")
    {
        Description = "Put batch normalisations back behind the convolutions that an export folded them into.",
    };

    /// <summary>Adds the options to a command.</summary>
    public ImportArguments AddTo(Command command)
    {
        command.AddAll(_classes, _unfold);
        return this;
    }

    /// <summary>What the user said.</summary>
    /// <param name="parse">The parsed command line.</param>
    /// <param name="isFile">Whether the model comes from a file.</param>
    public ImportOptions Read(ParseResult parse, bool isFile = true)
    {
        if (!isFile)
        {
            parse.Refuse("A network of the zoo has its batch normalisations.", _unfold);
        }

        return new() { Classes = parse.GetValue(_classes), UnfoldBatchNormalization = parse.GetValue(_unfold) };
    }
}
