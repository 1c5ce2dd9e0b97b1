using System.CommandLine;
using Skylite.Cli.Arguments;
using Skylite.Compression.Pruning;
using Skylite.Graphs.Channels;
using Skylite.Workbench;
using Skylite.Workbench.Budgets;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Pruning;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite prune</c>: removes channels from any ONNX file, with a certificate.</summary>
internal static class PruneCommand
{
    private static readonly PruneSettings Defaults = new();

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var model = new Argument<string>("model") { Description = "Any ONNX file." };
        var output = new Option<string>("--out") { Description = "The pruned model to write.", HelpName = "PRUNED.onnx", Required = true };
        var ratio = new Option<double?>("--ratio") { Description = "Share of the channels to remove, 0 to below 1. Default: 0.5.", HelpName = "RATIO" };
        var budget = new Option<string?>("--budget")
        {
            Description = "Remove as little as it takes to come down to macs=0.5 (a share), params=3M, mb=8 or ms=12 (measured here), instead of a ratio.",
            HelpName = "UNIT=VALUE",
        };
        var criterion = new Option<string?>("--criterion")
        {
            Description = "Which channels go first: " + OptionList.Ids(PruningCriteria.All, c => c.Id) + ". Default: l1-norm, with --data taylor.",
            HelpName = "ID",
        };
        var scope = new Option<string>("--scope")
        {
            Description = "How the ratio is shared out among layers: " + OptionList.Ids(PruningAllocations.All, a => a.Id) + ".",
            DefaultValueFactory = _ => Defaults.Scope,
        };
        var sensitivity = new Option<string?>("--sensitivity")
        {
            Description = "What 'skylite sensitivity' wrote; the ratio is then shared out by it.",
            HelpName = "RUN",
        };
        var align = new Option<int>("--align")
        {
            Description = "Round numbers of channels to multiples of this; 1 turns it off.",
            DefaultValueFactory = _ => Defaults.Align,
        };
        var keep = new Option<string[]>("--keep")
        {
            Description = "Nodes whose output channels all stay, by name, * for any text; may be given several times.",
            HelpName = "NODE",
            AllowMultipleArgumentsPerToken = true,
        };
        var bands = new Option<bool>("--prune-bands") { Description = "Bands of the input may go too." };
        var approximate = new Option<bool>("--approximate")
        {
            Description = "Channels that layer or group normalisation computes over may go too: the function then moves, and the certificate says by how much.",
        };
        var heads = new Option<bool>("--whole-heads") { Description = "Attention loses whole heads instead of the same positions in every head." };
        var opaque = new Option<bool>("--allow-opaque") { Description = "Run nodes that Skylite cannot compute through ONNX Runtime; their channels stay." };
        var fold = new Option<bool>("--fold")
        {
            Description = "Fold batch normalisation into the layers before it; leave it out when the model is to be fine-tuned.",
        };
        var seed = new Option<int>("--seed") { Description = "Seed of the certificate's inputs and of criteria that use chance." };
        var command = new Command(
            "prune", "Remove channels from any ONNX file, prove it, and measure what it brought. Without --data nothing but the file is needed.")
        {
            model, output, ratio, budget, criterion, scope, sensitivity, align, keep, bands, approximate, heads, opaque, fold, seed,
        };
        var shapes = new ShapeArguments().AddTo(command);
        var data = new DataArguments().AddTo(command, preprocessed: false, optional: true);
        return command.Runs((parse, terminal, cancellation) =>
        {
            if (parse.GetValue(ratio) is { } share && (share is < 0 or >= 1 || parse.GetValue(budget) is not null))
            {
                throw new ArgumentException(share is < 0 or >= 1 ? $"--ratio is 0 or more and below 1, not {share}." : "Say --ratio or --budget, not both.");
            }

            var hasData = data.IsGiven(parse);
            var figures = PruneJob.Run(
                new PruneJobOptions
                {
                    Model = parse.GetRequiredValue(model),
                    Out = parse.GetRequiredValue(output),
                    Settings = new PruneSettings
                    {
                        Ratio = parse.GetValue(ratio) ?? Defaults.Ratio,
                        Budget = parse.GetValue(budget) is { } text ? Budget.Parse(text) : null,
                        Criterion = PruningCriteria.Find(parse.GetValue(criterion) ?? (hasData ? "taylor" : Defaults.Criterion)).Id,
                        Scope = PruningAllocations.Find(parse.GetValue(sensitivity) is null ? parse.GetRequiredValue(scope) : "sensitivity").Id,
                        Sensitivity = parse.GetValue(sensitivity),
                        Align = parse.Positive(align),
                        Channels = new ChannelOptions { Approximate = parse.GetValue(approximate), WholeHeads = parse.GetValue(heads) },
                    },
                    Keep = parse.GetValue(keep) ?? [],
                    PruneBands = parse.GetValue(bands),
                    AllowOpaque = parse.GetValue(opaque),
                    Fold = parse.GetValue(fold),
                    Data = hasData ? split => data.Read(parse, parse.GetValue(seed), split) : null,
                    Shapes = shapes.Read(parse),
                    Seed = parse.GetValue(seed),
                    Command = JobConsole.Command,
                },
                new JobConsole(terminal),
                cancellation);
            terminal.EndLive();
            PruneConsole.Show(terminal, figures);
            terminal.Json(figures, WorkbenchJson.Default.PruneFigures);
            return ExitCode.Success;
        });
    }
}
