using System.Diagnostics;
using System.Text.Json.Nodes;
using Skylite.Native.Torch;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Machines;
using Skylite.Workbench.Results;
using Skylite.Workbench.Tasks;
using Skylite.Zoo;

namespace Skylite.Workbench.Runs;

/// <summary>A run from its beginning to its result: what training and compression have in common.</summary>
public sealed class RunUnderWay
{
    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly string _kind;

    private RunUnderWay(string kind, RunOptions options, RunFolder folder) => (_kind, Options, Folder) = (kind, options, folder);

    /// <summary>What the run was told.</summary>
    public RunOptions Options { get; }

    /// <summary>Where it writes.</summary>
    public RunFolder Folder { get; }

    private string Kept => $"What was finished, down to the last epoch, is kept in '{Options.Out}'";

    /// <summary>Begins a run; nothing is written yet.</summary>
    /// <param name="kind"><c>train</c> or <c>compress</c>.</param>
    /// <param name="options">Where, with what seed, on how many threads.</param>
    /// <exception cref="IOException">The folder holds a run, or is a file.</exception>
    public static RunUnderWay Begin(string kind, RunOptions options)
    {
        var folder = RunFolder.Choose(options.Out, options.Overwrite, options.Resume);
        TorchRuntime.Threads = options.Threads ?? Environment.ProcessorCount;
        TorchRuntime.Seed(options.Seed);
        return new RunUnderWay(kind, options, folder);
    }

    /// <summary>Opens the labelled data, and finds those that cannot be read before any work is done for them.</summary>
    /// <param name="request">Which data, for what model.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="InvalidDataException">
    /// The folder is not a usable data set, its data is for another task than the model, or an image cannot be read.
    /// </exception>
    public ITaskData Open(DataRequest request, IProgress<JobMessage>? progress, CancellationToken cancellation)
    {
        var split = Split(request.Images.SplitFile);
        var data = TaskData.Open(request with { Images = request.Images with { SplitFile = split } }, progress.Lines(), cancellation);
        try
        {
            foreach (var note in data.Facts.Notes)
            {
                progress.Say(note);
            }

            progress.Say(data.Describe());
            data.Preload(progress.Lines(), cancellation);
            progress.SayLeftOut(data.CorruptImages);
            return data;
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }

    // A run that goes on keeps its division.
    private string? Split(string? stated)
    {
        if (!Options.Resume || !File.Exists(Folder.Split))
        {
            return stated;
        }

        return stated is null || JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(stated)), JsonNode.Parse(File.ReadAllText(Folder.Split)))
            ? Folder.Split
            : throw new InvalidDataException(
                $"The run in '{Options.Out}' was begun with another split than '{stated}'. Leave --split out to go on with it, or begin another run.");
    }

    /// <summary>Makes the folder, without what a run that is replaced left there, and writes down which sample is used for what.</summary>
    /// <param name="data">The labelled data.</param>
    /// <param name="read">Files that the run reads; null for those it was not given.</param>
    public void Commit(ITaskData data, params IEnumerable<string?> read)
    {
        if (Options.Overwrite && !Options.Resume)
        {
            Folder.Clear(read.OfType<string>());
        }

        Folder.Make();
        data.SaveSplit(Folder.Split);
    }

    /// <summary>Does the work and writes the result; an interruption, or a full disk, becomes advice on how to go on.</summary>
    /// <param name="work">Returns the result.</param>
    /// <exception cref="InterruptedRunException">The run was interrupted.</exception>
    /// <exception cref="FullDiskException">The disk ran full, and the run can be gone on with.</exception>
    public RunResult Finish(Func<RunResult> work)
    {
        try
        {
            var result = work() with { Seconds = _clock.Elapsed.TotalSeconds };
            result.Write(Folder);
            return result;
        }
        catch (OperationCanceledException)
        {
            throw new InterruptedRunException(
                $"interrupted. {Kept}: run the same command with --resume to go on as if nothing had happened.");
        }
        catch (IOException e) when (DiskSpace.IsLackedBy(e) && Folder.IsUnfinished)
        {
            // The same command alone would be refused.
            throw new FullDiskException(e.Message, $"{Kept}: free some space and run the same command with --resume to go on.", e);
        }
    }

    /// <summary>The result with everything that every run records; what is special to the job is added by it.</summary>
    /// <param name="data">The labelled data.</param>
    /// <param name="stages">The models, from the parent to the result.</param>
    public RunResult Result(ITaskData data, IReadOnlyList<StageResult> stages) => new()
    {
        Kind = _kind,
        Command = Options.Command,
        Seed = Options.Seed,
        Started = _started,
        Seconds = _clock.Elapsed.TotalSeconds,
        Machine = Machine.Current(),
        Versions = EngineVersions.Current(),
        Task = ModelTasks.Id(data.Facts.Task),
        Data = data.Facts.Root,
        SplitChecksum = data.Facts.SplitChecksum,
        Classes = data.Facts.Classes,
        ClassColors = data.Facts.ClassColors,
        Stages = stages,
        Skipped = [.. data.CorruptImages.Select(image => image.Path)],
    };
}
