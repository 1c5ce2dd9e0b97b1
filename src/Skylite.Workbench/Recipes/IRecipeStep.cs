using Skylite.Graphs;
using Skylite.Workbench.Tasks;

namespace Skylite.Workbench.Recipes;

/// <summary>One step of a recipe: takes the model of a compression on to the next.</summary>
public interface IRecipeStep
{
    /// <summary>Public id, the same in recipe files, options and documents.</summary>
    string Id { get; }

    /// <summary>Whether its model can be neither trained nor pruned, so that no other step may follow.</summary>
    bool IsLast => false;

    /// <summary>Whether it trains, so that a teacher is of use to it.</summary>
    bool Trains => false;

    /// <summary>Refuses what is seen to fail before the steps in front of it have done their work.</summary>
    /// <param name="given">The model that the recipe begins with; steps keep the names of its nodes.</param>
    void Check(Graph given)
    {
    }

    /// <summary>The step as it can be done on some data: with no more samples than there are.</summary>
    /// <param name="data">The labelled data.</param>
    IRecipeStep On(ITaskData data) => this;

    /// <summary>What the step does with its settings, in a few words.</summary>
    string Describe();

    /// <summary>Does it.</summary>
    /// <param name="state">The model so far, the images, and where things go.</param>
    void Run(RecipeState state);
}
