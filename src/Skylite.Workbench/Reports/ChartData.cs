using Skylite.Workbench.Results;

namespace Skylite.Workbench.Reports;

/// <summary>The part of a report that its charts draw.</summary>
/// <param name="Models">See <see cref="ReportModel.Models"/>.</param>
/// <param name="Layers">See <see cref="ReportModel.Layers"/>.</param>
/// <param name="Curves">See <see cref="ReportModel.Curves"/>.</param>
/// <param name="Figure">See <see cref="ReportModel.Figure"/>.</param>
/// <param name="Sensitivity">See <see cref="ReportModel.Sensitivity"/>.</param>
public sealed record ChartData(
    IReadOnlyList<ModelRow> Models, IReadOnlyList<LayerRow> Layers, IReadOnlyList<TrainingCurve> Curves, string Figure, SensitivityFigures? Sensitivity = null);
