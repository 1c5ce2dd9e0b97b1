using Skylite.Graphs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Results;
using Skylite.Workbench.Runs;

namespace Skylite.Workbench.Exports;

/// <summary>A model's file, with what it says about itself and what the run that made it recorded beside it.</summary>
/// <param name="Graph">The model.</param>
/// <param name="Facts">What it says about itself.</param>
/// <param name="File">Its file.</param>
public sealed record DescribedModel(Graph Graph, ModelFacts Facts, string File)
{
    // Names that every run gives say nothing about the model.
    private static readonly string[] NamesOfRuns = ["model", "best", "last"];

    /// <summary>What people may call it: the name of its file, or of its run's folder where every run's file is called so.</summary>
    public string Name
    {
        get
        {
            var file = Path.GetFileNameWithoutExtension(File);
            return NamesOfRuns.Contains(file) && Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(File))) is { Length: > 0 } folder ? folder : file;
        }
    }

    /// <summary>The run whose result lies beside the file and is this model; <see langword="null"/> where there is none.</summary>
    public RunResult? Run { get; private init; }

    /// <summary>The model among those of <see cref="Run"/>.</summary>
    public StageResult? Stage { get; private init; }

    /// <summary>Looks for what the model's run recorded.</summary>
    /// <param name="graph">The model.</param>
    /// <param name="facts">What it says about itself.</param>
    /// <param name="file">Its file.</param>
    public static DescribedModel Of(Graph graph, ModelFacts facts, string file)
    {
        var folder = new RunFolder(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var run = RunOf(folder);
        var stage = run?.Stages.LastOrDefault(s => s.FileBytes == ModelFile.Bytes(file) && AreSame(folder.In(s.File), Path.GetFullPath(file)));
        return new DescribedModel(graph, facts, file) { Run = stage is null ? null : run, Stage = stage };
    }

    // The result of a compression is its last stage under another name.
    private static bool AreSame(string stage, string file) =>
        stage == file || (System.IO.File.Exists(stage) && ModelFile.Checksum(stage) == ModelFile.Checksum(file));

    private static RunResult? RunOf(RunFolder folder)
    {
        try
        {
            return System.IO.File.Exists(folder.Result) ? RunResult.Read(folder) : null;
        }
        catch (InvalidDataException)
        {
            // Another program's result.json.
            return null;
        }
    }
}
