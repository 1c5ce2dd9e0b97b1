using Skylite.Graphs;
using Skylite.Graphs.Onnx;
using Skylite.Graphs.Passes;
using Skylite.Inference.Scenes;
using Skylite.Workbench.Models;
using Skylite.Zoo;

namespace Skylite.Workbench.Jobs;

/// <summary>Joins models of one task into one that answers with the mean of their answers: a better teacher, or a slow and good model.</summary>
public static class EnsembleJob
{
    /// <summary>Joins models and writes the result.</summary>
    /// <param name="files">ONNX files written by Skylite, at least two; each keeps its own normalisation.</param>
    /// <param name="output">The file to write; it appears when it is complete.</param>
    /// <param name="progress">Told what a user should know.</param>
    /// <exception cref="FileNotFoundException">A file is not there.</exception>
    /// <exception cref="ArgumentException">There are too few models, or the output is one of them.</exception>
    /// <exception cref="InvalidDataException">Task, classes, bands, size or kind of answer differ; the message names the file.</exception>
    public static Graph Run(IReadOnlyList<string> files, string output, IProgress<JobMessage>? progress = null)
    {
        if (files.Count < 2)
        {
            throw new ArgumentException("An ensemble takes two models or more.");
        }

        foreach (var file in files)
        {
            ModelFile.Require(file);
            if (Path.GetFullPath(file) == Path.GetFullPath(output))
            {
                throw new ArgumentException($"--out names one of the models, '{file}'. Give the ensemble another name.");
            }
        }

        AtomicFile.Require(output);
        var models = files.Select(Open).ToArray();
        foreach (var model in models[1..])
        {
            Require(models[0], model);
        }

        var members = models.Select(m => new EnsembleMember(m.Graph)
        {
            Conversion = TeacherInput.Of(models[0].Facts.Preprocessing, m.Facts.Preprocessing) is { } conversion
                ? (conversion.Factors, conversion.Shifts)
                : null,
        });
        var graph = Ensemble.Of([.. members]);
        (models[0].Facts with { Provenance = Provenance(models, progress) }).WriteTo(graph);
        graph.Metadata[AnswerKinds.MetadataKey] = AnswerKinds.Id(models[0].Answer);
        OnnxWriter.Write(graph, output);
        return graph;
    }

    private static Member Open(string file)
    {
        var graph = OnnxReader.Read(file);
        graph.Name = Path.GetFileName(file);
        ShapeInference.Run(graph);
        return new Member(file, graph, ModelFacts.Require(graph, file), AnswerKinds.Of(graph).Kind);
    }

    private static void Require(Member first, Member other)
    {
        void Same<T>(T mine, T theirs, bool isSame, string what)
        {
            if (!isSame)
            {
                throw new InvalidDataException($"'{other.File}' and '{first.File}' cannot answer together: {what} {theirs} and {mine}.");
            }
        }

        var (a, b) = (first.Facts, other.Facts);
        Same(ModelTasks.Id(a.Task), ModelTasks.Id(b.Task), a.Task == b.Task, "their tasks are");
        Same(string.Join(", ", a.Classes), string.Join(", ", b.Classes), a.Classes.SequenceEqual(b.Classes), "their classes are");
        var (mine, theirs) = (a.Preprocessing, b.Preprocessing);
        Same(
            string.Join(", ", mine.Bands),
            string.Join(", ", theirs.Bands),
            mine.Bands.SequenceEqual(theirs.Bands, StringComparer.OrdinalIgnoreCase),
            "their bands are");
        Same(
            $"{mine.Width} × {mine.Height}",
            $"{theirs.Width} × {theirs.Height}",
            (mine.Width, mine.Height) == (theirs.Width, theirs.Height),
            "their inputs have");
        Same(mine.NoData, theirs.NoData, Nullable.Equals(mine.NoData, theirs.NoData), "missing pixels are marked by");
        Same(mine.Matched is null ? "not" : "so", theirs.Matched is null ? "not" : "otherwise", Equals(mine.Matched, theirs.Matched), "images are matched");
        Same(AnswerKinds.Id(first.Answer), AnswerKinds.Id(other.Answer), first.Answer == other.Answer, "they answer with");
    }

    private static Provenance Provenance(Member[] models, IProgress<JobMessage>? progress)
    {
        var first = models[0].Facts.Provenance;
        var isOneSplit = models.All(m => m.Facts.Provenance.SplitChecksum == first.SplitChecksum);
        if (!isOneSplit)
        {
            progress.Say(
                "note: the models were trained with different splits, so test images of one may have trained another. "
                + "Evaluate on images that none of them has seen.");
        }

        return new Provenance
        {
            Task = first.Task,
            Architecture = string.Join(" + ", models.Select(m => m.Facts.Provenance.Architecture)),
            Dataset = first.Dataset,
            SplitChecksum = isOneSplit ? first.SplitChecksum : null,
            Split = isOneSplit ? first.Split : null,
            Parents = [.. models.Select(m => ModelFile.Checksum(m.File))],
            Steps = [$"ensemble: the mean of {models.Length} models' answers"],
        };
    }

    private sealed record Member(string File, Graph Graph, ModelFacts Facts, AnswerKind Answer);
}
