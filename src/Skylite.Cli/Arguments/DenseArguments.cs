using System.CommandLine;
using Skylite.Training.Losses;
using Skylite.Workbench.Dense;
using Skylite.Workbench.Jobs;
using Skylite.Workbench.Models;
using Skylite.Workbench.Runs;
using Skylite.Workbench.Scenes;
using Skylite.Zoo;

namespace Skylite.Cli.Arguments;

/// <summary>The options of training a network that gives a class to every pixel.</summary>
internal sealed class DenseArguments
{
    private const int Side = 256;

    private readonly Option<string?> _task = new("--task") { Description = "What the network is for: " + OptionList.Ids(ModelTasks.All, t => t.Id) + ". Default: the network's own.", HelpName = "TASK" };
    private readonly Option<string> _loss = OptionList.With("--loss", "Pixels: what to minimise, or several joined by +: " + OptionList.Ids(LossCatalogue.All, l => l.Id) + ".", new DenseTrainOptions { Model = "", Data = null!, Run = null! }.Loss);
    private readonly Option<int?> _crops = new("--crops") { Description = "Pixels: crops of an epoch. Default: as many as cover the training area once.", HelpName = "CROPS" };
    private readonly Option<float> _balanced = OptionList.With("--balanced-crops", "Pixels: share of the crops that are laid around a pixel of a class drawn evenly among all classes.", 0.5f);

    /// <summary>Adds the options to a command.</summary>
    public DenseArguments AddTo(Command command)
    {
        command.AddAll(_task, _loss, _crops, _balanced);
        return this;
    }

    /// <summary>What a network is for.</summary>
    /// <exception cref="ArgumentException">The user says another task than the network's.</exception>
    public ModelTask Task(ParseResult parse, string model)
    {
        var own = StartingModel.TaskOf(model);
        return parse.GetValue(_task) is { } stated && ModelTasks.Find(stated) != own
            ? throw new ArgumentException($"'{model}' is a network for {ModelTasks.Id(own)}, not for {stated}. 'skylite list models' says what each network is for.")
            : own;
    }

    /// <summary>What the user said.</summary>
    public DenseTrainOptions Read(ParseResult parse, string model, (SceneDataOptions Images, TrainingSettings Training, RunOptions Run) said) => new()
    {
        Model = model,
        Data = DenseDataOptions.Of(said.Images, Side),
        Training = said.Training,
        Run = said.Run,
        Loss = parse.GetRequiredValue(_loss),
        CropsPerEpoch = parse.GetValue(_crops),
        BalancedShare = parse.GetValue(_balanced),
    };
}
