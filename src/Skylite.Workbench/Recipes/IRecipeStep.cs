namespace Skylite.Workbench.Recipes;

/// <summary>One step of a recipe: takes the model of a compression on to the next.</summary>
public interface IRecipeStep
{
    /// <summary>Public id, the same in recipe files, options and documents.</summary>
    string Id { get; }

    /// <summary>Whether its model can be neither trained nor pruned, so that no other step may follow.</summary>
    bool IsLast => false;

    /// <summary>What the step does with its settings, in a few words.</summary>
    string Describe();

    /// <summary>Does it.</summary>
    /// <param name="state">The model so far, the images, and where things go.</param>
    void Run(RecipeState state);
}
