using System.CommandLine;
using Skylite.Compression.Distillation;
using Skylite.Compression.Pruning;
using Skylite.Compression.Quantization;
using Skylite.Graphs;
using Skylite.Graphs.Operators;
using Skylite.Imagery.Augmentation;
using Skylite.Imagery.Datasets;
using Skylite.Imagery.Dense;
using Skylite.Imagery.Synthetic;
using Skylite.Training.Kernels;
using Skylite.Training.Losses;
using Skylite.Training.Optimizers;
using Skylite.Training.Schedules;
using Skylite.Workbench;
using Skylite.Workbench.Recipes;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;
using Skylite.Zoo.Blocks;
using Spectre.Console;

namespace Skylite.Cli.Commands;

/// <summary><c>skylite list</c>: what Skylite knows, by kind.</summary>
internal static class ListCommand
{
    private static readonly HashSet<string> Computed = [.. KernelCatalogue.All.Select(k => k.OpType), "Constant"];

    private static readonly IReadOnlyList<(string Kind, Func<IEnumerable<(string Id, string About)>> Entries)> Kinds =
    [
        ("models", () => Models.All.Select(m => (m.Id, $"{ModelTasks.Id(m.Task)}: {m.Source}"))),
        ("blocks", () => BlockCatalogue.All.Select(b => (b.Id, b.Source))),
        ("criteria", () => PruningCriteria.All.Select(c => (c.Id, c.Summary))),
        ("allocations", () => PruningAllocations.All.Select(a => (a.Id, a.Summary))),
        ("pruning-schedules", () => PruningSchedules.All.Select(s => (s.Id, s.Summary))),
        ("calibrations", () => Calibrations.All.Select(c => (c.Id, c.Summary))),
        ("recipe-steps", () => RecipeSteps.All.Select(s => (s.Id, s.Summary))),
        ("datasets", () => SceneDatasets.All.Select(d => (d.Id, d.Facts.Name))),
        ("dense-datasets", () => DenseDatasets.All.Select(d => (d.Id, d.About))),
        ("distillations", () => DistillationCatalogue.All.Select(d => (d.Id, d.Summary))),
        ("losses",
            () => LossCatalogue.All.Select(
                l => (l.Id, string.Join("; ", [l.Summary, .. l.Settings.Select(s => Invariant($"{s.Id}={s.Value}: {s.About}"))])))),
        ("augmentations", () => Augmentations.All.Select(a => (a.Id, a.Summary)).Concat(PairAugmentation.All.Select(a => (a.Id, a.Summary)))),
        ("normalizations", () => Normalization.All.Select(n => (n.Id, n.Description))),
        ("optimizers", () => OptimizerCatalogue.All.Select(o => (o.Id, o.Summary))),
        ("schedules", () => ScheduleCatalogue.All.Select(s => (s.Id, s.Summary))),
        ("scene-classes", () => SceneClasses.All.Select(c => (c.Id, "a class of the synthetic imagery"))),
        ("operators",
            () => KnownOperators.All.Select(o => (o.OpType, Computed.Contains(o.OpType) ? "computed and trained" : "shapes, cost and channels only"))),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var kind = new Argument<string?>("kind")
        {
            Description = string.Join(", ", Kinds.Select(k => k.Kind)) + ". Left out: everything.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        return new Command("list", "List models, criteria, data sets and whatever else has a name.") { kind }.Runs((parse, terminal, _) =>
        {
            var wanted = parse.GetValue(kind);
            var shown = wanted is null ? Kinds : [.. Kinds.Where(k => k.Kind == wanted)];
            if (shown.Count == 0)
            {
                throw new ArgumentException(NearestNames.Describe("list", wanted!, [.. Kinds.Select(k => k.Kind)]));
            }

            var table = new Table().AddColumns("kind", "name", "about");
            foreach (var (name, entries) in shown)
            {
                foreach (var (id, about) in entries())
                {
                    table.AddRow(new Text(name), new Text(id), new Text(about));
                }
            }

            terminal.Show(table);
            terminal.Json(shown.ToDictionary(k => k.Kind, k => k.Entries().Select(e => e.Id).ToArray()), WorkbenchJson.Default.DictionaryStringStringArray);
            return ExitCode.Success;
        });
    }
}
