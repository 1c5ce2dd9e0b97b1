using System.CommandLine;
using Skylite.Compression.Distillation;
using Skylite.Workbench.Jobs;

namespace Skylite.Cli.Arguments;

/// <summary>The options that name a teacher.</summary>
internal sealed class DistillationArguments
{
    private static readonly DistillationSettings Defaults = new(string.Empty);

    private readonly Option<string?> _teacher = new("--distill")
    {
        Description = "Learn from this ONNX model too; it may have any size and architecture.",
        HelpName = "TEACHER",
    };
    private readonly Option<string> _kind = OptionList.With(
        "--distill-kind",
        "What is learnt from the teacher, or several joined by +: " + OptionList.Ids(DistillationCatalogue.All, k => k.Id) + ".",
        Defaults.Kind);
    private readonly Option<string[]?> _values = CommaList.Texts(
        "--distill-values",
        "Values that attention-transfer compares, as STUDENT=TEACHER, or NAME where both have it. Default: the last of each size of image that both compute.");
    private readonly Option<double> _temperature = OptionList.With("--temperature", "Temperature that softens the outputs.", Defaults.Temperature);
    private readonly Option<double> _alpha = OptionList.With("--alpha", "Share of the teacher in the loss; the labels have the rest.", Defaults.Alpha);

    /// <summary>Adds the options to a command.</summary>
    public DistillationArguments AddTo(Command command)
    {
        command.AddAll(_teacher, _kind, _values, _temperature, _alpha);
        return this;
    }

    /// <summary>What the user said; <see langword="null"/> without a teacher.</summary>
    /// <exception cref="ArgumentException">There is no teacher, but something is said about it.</exception>
    public DistillationSettings? Read(ParseResult parse)
    {
        if (parse.GetValue(_teacher) is not { } teacher)
        {
            parse.Refuse("Without --distill TEACHER there is nothing to learn from but the labels.", _kind, _values, _temperature, _alpha);
            return null;
        }

        return new DistillationSettings(teacher)
        {
            Kind = parse.GetRequiredValue(_kind),
            Values = [.. (parse.Texts(_values) ?? []).Select(Pair)],
            Temperature = parse.GetValue(_temperature),
            Alpha = parse.GetValue(_alpha),
        };
    }

    private static ValuePair Pair(string text) => text.Split('=') switch
    {
        [var name] => new ValuePair(name, name),
        [var student, var teacher] => new ValuePair(teacher, student),
        _ => throw new ArgumentException($"--distill-values takes STUDENT=TEACHER or one name, not '{text}'."),
    };
}
