using System.CommandLine;
using Skylite.Workbench.Jobs;

namespace Skylite.Cli.Arguments;

/// <summary>The options that name a teacher.</summary>
internal sealed class DistillationArguments
{
    private static readonly DistillationSettings Defaults = new(string.Empty);

    private readonly Option<string?> _teacher = new("--distill") { Description = "Learn from this ONNX model's softened outputs too.", HelpName = "TEACHER" };
    private readonly Option<double> _temperature = OptionList.With("--temperature", "Temperature that softens the outputs.", Defaults.Temperature);
    private readonly Option<double> _alpha = OptionList.With("--alpha", "Share of the teacher in the loss; the labels have the rest.", Defaults.Alpha);

    /// <summary>Adds the options to a command.</summary>
    public DistillationArguments AddTo(Command command)
    {
        command.AddAll(_teacher, _temperature, _alpha);
        return this;
    }

    /// <summary>What the user said; <see langword="null"/> without a teacher.</summary>
    public DistillationSettings? Read(ParseResult parse) => parse.GetValue(_teacher) is { } teacher
        ? new DistillationSettings(teacher) { Temperature = parse.GetValue(_temperature), Alpha = parse.GetValue(_alpha) }
        : null;
}
